"""Treats a worklist as people do in LibreOffice Calc, one round after the other in one running program, the sheet as
delivered: what a round needs the lock off for is said in its name. Run by libreoffice-rounds.mjs.

Arguments: the pipe that soffice listens on, the list, another owner's list, a folder, the day to answer with, rounds a
kind. Prints a line of JSON a round: {"kind", "file", "counts", "told", "refused"}: the answers that a person would say
count ({key of row: {header: value}}), whether something must be told, and whether the file is refused by its name.
"""
import json
import os
import random
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import TableSortField
from com.sun.star.table.CellContentType import EMPTY

PIPE, SOURCE, OTHER, FOLDER, DAY, EACH = sys.argv[1:7]
XLSX = ("xlsx", "Calc MS Excel 2007 XML", "")
XLS = ("xls", "MS Excel 97", "")
ODS = ("ods", "calc8", "")
# Semicolons, quotes, UTF-8, as shown, and of the sheets the second.
CSV = ("csv", "Text - txt - csv (StarCalc)", "59,34,76,1,,0,false,true,false,false,false,2")
YELLOW, RED = 0xFFFF00, 0xFF0000


def prop(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def desktop():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:  # not listening yet
            time.sleep(0.5)
    raise SystemExit("soffice does not answer")


DESKTOP = desktop()


def load(path):
    return DESKTOP.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, (prop("Hidden", True),))


class List:
    """The sheet of a list, by its headers and the keys of its rows."""

    def __init__(self, path):
        self.book = load(path)
        self.sheet = self.book.Sheets.getByName("Arbetslista")
        text = lambda column, row: self.sheet.getCellByPosition(column, row).String
        self.head = next(row for row in range(20) if text(0, row) == "Radnyckel")
        self.headers = []
        while text(len(self.headers), self.head) != "":
            self.headers.append(text(len(self.headers), self.head))
        self.rows = []
        while text(0, self.head + 1 + len(self.rows)) != "":
            self.rows.append(self.head + 1 + len(self.rows))
        self.keys = [text(0, row) for row in self.rows]
        self.check = self.headers.index("Svarens referens")
        self.last = len(self.headers) - 1
        self.said = {}

    def at(self, row, header):
        return self.sheet.getCellByPosition(self.headers.index(header), row)

    def range(self, first_column, first_row, last_column, last_row):
        return self.sheet.getCellRangeByPosition(first_column, first_row, last_column, last_row)

    def unlock(self):
        self.sheet.unprotect("")

    def write(self, row, header, value, is_said=True):
        cell = self.at(row, header)
        if header == "Avslutad i Prator":
            cell.setFormula(value)
        else:
            cell.String = value
        if is_said:
            self.said.setdefault(self.keys[self.rows.index(row)], {})[header] = value

    def fill(self, every=2, rows=None):
        """As a coordinator answers: some rows done, some under way."""
        for at, row in enumerate(self.rows if rows is None else rows):
            if at % every != 0:
                continue
            if RANDOM.random() < 0.6:
                self.write(row, "Status", "Klar")
                self.write(row, "Alla parter klara", "Ja")
                self.write(row, "Avslutad i Prator", DAY)
            else:
                self.write(row, "Status", "Pågår")
                self.write(row, "Kommentar", RANDOM.choice(["ring efter lunch; säg till", "möte bokat", "5 min"]))

    def sort(self, first, last, by, ascending=True):
        field = TableSortField()
        field.Field, field.IsAscending = by - first, ascending
        self.range(first, self.rows[0], last, self.rows[-1]).sort(
            (
                prop("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))),
                prop("ContainsHeader", False),
            )
        )

    def own_rows(self):
        """The rows where the key among the answers is the row's own: what stands elsewhere stands on another's row."""
        return {
            self.sheet.getCellByPosition(0, row).String
            for row in self.rows
            if self.sheet.getCellByPosition(self.check, row).String == self.sheet.getCellByPosition(0, row).String
        }

    def forget_moved(self):
        own = self.own_rows()
        moved = [key for key in self.said if key not in own]
        for key in moved:
            del self.said[key]
        return any(
            self.sheet.getCellByPosition(0, row).String not in own
            and any(self.sheet.getCellByPosition(c, row).String != "" for c in range(self.check + 1, self.last + 1))
            for row in self.rows
        )

    def save(self, name, form):
        end, filter_name, options = form
        path = os.path.join(FOLDER, f"{name}.{end}")
        self.book.storeToURL(
            uno.systemPathToFileUrl(path),
            (prop("FilterName", filter_name),) + ((prop("FilterOptions", options),) if options else ()),
        )
        if not os.path.exists(path):
            made = [one for one in os.listdir(FOLDER) if one.startswith(f"{name}-")]
            os.rename(os.path.join(FOLDER, made[0]), path)
        return path


def answered(list_, _):
    list_.fill(RANDOM.choice([1, 2, 3]))


def sort_all_locked(list_, _):
    list_.fill()
    list_.sort(0, list_.last, RANDOM.randrange(1, list_.check), RANDOM.random() < 0.5)
    return list_.forget_moved()


def sort_answers_locked(list_, _):
    list_.fill()
    list_.sort(list_.check, list_.last, list_.headers.index("Status"), RANDOM.random() < 0.5)
    return list_.forget_moved()


def sort_all(list_, _):
    list_.fill()
    list_.unlock()
    list_.sort(0, list_.last, RANDOM.randrange(0, list_.last + 1), RANDOM.random() < 0.5)


def sort_facts(list_, _):
    list_.fill()
    list_.unlock()
    list_.sort(0, list_.check - 1, 1, False)
    return list_.forget_moved()


def sort_shown(list_, _):
    """From the first column that is shown: the hidden key stays behind."""
    list_.fill()
    list_.unlock()
    list_.sort(1, list_.last, RANDOM.randrange(1, list_.last + 1), False)
    return list_.forget_moved()


def filtered(list_, _):
    hidden = [row for at, row in enumerate(list_.rows) if at % 3 == 0]
    for row in hidden:
        list_.sheet.Rows.getByIndex(row).IsVisible = False
    list_.fill(1, [row for row in list_.rows if row not in hidden])


def pasted_down(list_, _):
    """The answers of some rows copied, and pasted one row further down."""
    list_.fill()
    first = RANDOM.randrange(0, len(list_.rows) - 3)
    source = list_.range(list_.check, list_.rows[first], list_.last, list_.rows[first + 1]).RangeAddress
    target = list_.sheet.getCellByPosition(list_.check, list_.rows[first + 1]).CellAddress
    list_.sheet.copyRange(target, source)
    return list_.forget_moved()


def pasted_column(list_, _):
    """One column copied a row down: it says there what it shows there."""
    row = list_.rows[0]
    list_.write(row, "Status", "Pågår")
    at = list_.headers.index("Status")
    source = list_.range(at, row, at, row).RangeAddress
    for below in list_.rows[1:4]:
        list_.sheet.copyRange(list_.sheet.getCellByPosition(at, below).CellAddress, source)
        list_.said.setdefault(list_.keys[list_.rows.index(below)], {})["Status"] = "Pågår"


def other_list(list_, _):
    """Rows of another owner's list pasted below: they are told of, and said on their own list."""
    list_.fill()
    list_.unlock()
    other = List(OTHER)
    other.fill(1)
    for at, row in enumerate(other.rows[:2]):
        data = other.range(0, row, other.last, row).getDataArray()
        list_.range(0, list_.rows[-1] + 1 + at, len(data[0]) - 1, list_.rows[-1] + 1 + at).setDataArray(data)
    other.book.close(True)
    return True


def inserted(list_, _):
    list_.fill()
    list_.unlock()
    if RANDOM.random() < 0.5:
        list_.sheet.Columns.insertByIndex(RANDOM.randrange(1, list_.last), 1)
    else:
        list_.sheet.Rows.insertByIndex(RANDOM.choice(list_.rows[1:]), 1)


def deleted(list_, _):
    list_.fill()
    list_.unlock()
    gone = RANDOM.randrange(0, len(list_.rows))
    list_.said.pop(list_.keys[gone], None)
    list_.sheet.Rows.removeByIndex(list_.rows[gone], 1)
    return True


def merged(list_, _):
    list_.unlock()
    row = list_.rows[RANDOM.randrange(0, len(list_.rows) - 2)]
    at = list_.headers.index("Status")
    list_.write(row, "Status", "Pågår")
    list_.range(at, row, at, row + RANDOM.choice([1, 2])).merge(True)
    return True


def struck(list_, _):
    list_.unlock()
    list_.fill()
    gone = RANDOM.choice(list(list_.said))
    row = list_.rows[list_.keys.index(gone)]
    del list_.said[gone]
    list_.range(list_.check + 1, row, list_.last, row).CharStrikeout = 1
    return True


def noted(list_, _):
    list_.unlock()
    list_.fill()
    address = list_.at(RANDOM.choice(list_.rows), "Status").CellAddress
    list_.sheet.Annotations.insertNew(address, "inte säker")
    return True


def coloured(list_, _):
    list_.unlock()
    list_.fill()
    bare = [row for row, key in zip(list_.rows, list_.keys) if key not in list_.said]
    row = RANDOM.choice(bare)
    list_.range(1, row, list_.last, row).CellBackColor = RANDOM.choice([YELLOW, RED, 0x92D050])
    return True


def coloured_too(list_, _):
    list_.unlock()
    list_.fill()
    row = list_.rows[list_.keys.index(RANDOM.choice(list(list_.said)))]
    list_.range(1, row, list_.last, row).CellBackColor = YELLOW


def hidden_column(list_, _):
    list_.fill()
    list_.unlock()
    list_.sheet.Columns.getByIndex(RANDOM.randrange(1, list_.last)).IsVisible = False


def formula(list_, _):
    row = RANDOM.choice(list_.rows)
    list_.at(row, "Status").setFormula('=CONCATENATE("På";"går")')
    list_.said[list_.keys[list_.rows.index(row)]] = {"Status": "Pågår"}


def with_time(list_, _):
    row = RANDOM.choice(list_.rows)
    list_.write(row, "Alla parter klara", "Ja")
    list_.at(row, "Avslutad i Prator").setFormula(f"{DAY} 14:30")
    list_.said[list_.keys[list_.rows.index(row)]]["Avslutad i Prator"] = DAY
    return True


def emptied_key(list_, _):
    """Half the keys deleted by mistake among the answers: the row's own key is locked, and says which it is."""
    list_.fill()
    for row in list_.rows[::2]:
        list_.sheet.getCellByPosition(list_.check, row).String = ""
    return True


def renamed(list_, _):
    list_.fill()
    list_.unlock()
    list_.sheet.Name = "Mina rader"
    list_.book.Sheets.copyByName("Mina rader", "Kopia", 3)


def removed_hidden(list_, _):
    list_.fill()
    list_.book.Sheets.removeByName("_overgang")


KINDS = {
    "filled in, lock on": (answered, XLSX),
    "filled in, saved as csv": (answered, CSV),
    "filled in, saved as xls": (answered, XLS),
    "filled in, saved as ods": (answered, ODS),
    "sorted by a fact, lock on": (sort_all_locked, XLSX),
    "the answers sorted, lock on": (sort_answers_locked, XLSX),
    "sorted whole, lock off": (sort_all, XLSX),
    "sorted whole, lock off, saved as csv": (sort_all, CSV),
    "the facts sorted, lock off": (sort_facts, XLSX),
    "what is shown sorted, lock off": (sort_shown, XLSX),
    "filtered, and the shown rows answered": (filtered, XLSX),
    "answers pasted a row down, lock on": (pasted_down, XLSX),
    "answers pasted a row down, saved as csv": (pasted_down, CSV),
    "one column pasted down, lock on": (pasted_column, XLSX),
    "rows of another list pasted below": (other_list, XLSX),
    "a row or a column inserted": (inserted, XLSX),
    "a row deleted": (deleted, XLSX),
    "an answer merged over rows": (merged, XLSX),
    "a row struck through": (struck, XLSX),
    "a note on a cell": (noted, XLSX),
    "a row coloured, and not answered": (coloured, XLSX),
    "a row coloured, and answered": (coloured_too, XLSX),
    "a column hidden": (hidden_column, XLSX),
    "a formula as an answer, lock on": (formula, XLSX),
    "a day with a time, lock on": (with_time, XLSX),
    "keys among the answers emptied, lock on": (emptied_key, XLSX),
    "the sheet renamed and copied": (renamed, XLSX),
    "the hidden sheet removed": (removed_hidden, XLSX),
}

at = 0
for kind, (treat, form) in KINDS.items():
    for turn in range(int(EACH)):
        RANDOM = random.Random(f"{kind} {turn}")
        list_ = List(SOURCE)
        is_told = treat(list_, turn)
        at += 1
        path = list_.save(f"runda-{at}", form)
        list_.book.close(True)
        refused = form in (XLS, ODS)
        print(
            json.dumps(
                {
                    "kind": kind,
                    "file": path,
                    "counts": {} if refused else list_.said,
                    "told": bool(is_told) or refused,
                    "refused": refused,
                }
            ),
            flush=True,
        )
