"""Opens encrypted lists as others do: with LibreOffice and with msoffcrypto, by their password and by neither without it;
fills them in in LibreOffice and saves them there. Run by packages-elsewhere.mjs.

Argument: the pipe that soffice listens on. Standard input, a JSON a line: {"file", "password", "other", "saved",
"plain", "day"}; for each, a JSON on standard output: {"file", "faults", "answers"}. Passwords are in no argument.
"""
import io
import json
import sys
import time

import msoffcrypto
import uno
from com.sun.star.beans import PropertyValue

MOST_ROWS = 12


def prop(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def desktop(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:  # not listening yet
            time.sleep(0.5)
    raise SystemExit("soffice does not answer")


def opened(office, file, password):
    """The book in LibreOffice; None where it is refused."""
    words = () if password is None else (prop("Password", password),)
    try:
        return office.loadComponentFromURL(
            uno.systemPathToFileUrl(file), "_blank", 0, (prop("Hidden", True), *words)
        )
    except Exception:
        return None


def decrypted(file, password):
    """The workbook by msoffcrypto, its integrity proven where the format has it; None where it is refused."""
    with open(file, "rb") as source:
        book = msoffcrypto.OfficeFile(io.BytesIO(source.read()))
    out = io.BytesIO()
    try:
        book.load_key(password=password, verify_password=True)
        try:
            book.decrypt(out, verify_integrity=True)
        except TypeError:  # Standard has none
            book.decrypt(out)
    except Exception:
        return None
    return out.getvalue()


def fill(book, day):
    """Answers every second row of the first ones, as a person would; the cells written."""
    sheet = book.Sheets.getByName("Arbetslista")
    header = next(row for row in range(20) if sheet.getCellByPosition(0, row).String == "Radnyckel")
    columns = 0
    while sheet.getCellByPosition(columns, header).String != "":
        columns += 1
    written = 0
    for row in range(header + 1, header + 1 + MOST_ROWS, 2):
        if sheet.getCellByPosition(0, row).String == "":
            break
        for column in range(columns):
            cell = sheet.getCellByPosition(column, row)
            if cell.CellProtection.IsLocked or cell.String != "":
                continue
            kind = cell.Validation.Type.value
            if kind == "LIST":
                cell.String = cell.Validation.getFormula1().strip('"').split('";"')[0].split(";")[0].strip('"')
            elif kind == "DATE":
                cell.setFormula(day)
            else:
                cell.String = "A Berg"
            written += 1
    return written


def tried(office, job):
    file, password, other = job["file"], job["password"], job["other"]
    faults = []
    if decrypted(file, password) is None:
        faults.append("msoffcrypto does not open it")
    if decrypted(file, other) is not None:
        faults.append("msoffcrypto opens it with another's password")
    for wrong in (None, other):
        stranger = opened(office, file, wrong)
        if stranger is not None:
            faults.append(f"LibreOffice opens it {'without a' if wrong is None else 'by another'} password")
            stranger.close(True)
    book = opened(office, file, password)
    if book is None:
        return {"file": file, "faults": [*faults, "LibreOffice does not open it"], "answers": 0}
    answers = fill(book, job["day"])
    # store() keeps the password; storeToURL() with the filter of xlsx would write plain text.
    book.store()
    book.close(True)
    plain = decrypted(file, password)
    if plain is None or plain[:2] != b"PK":
        faults.append("what LibreOffice saved is not opened by msoffcrypto")
    elif decrypted(file, other) is not None:
        faults.append("what LibreOffice saved is opened with another's password")
    else:
        with open(job["plain"], "wb") as out:
            out.write(plain)
    return {"file": file, "faults": faults, "answers": answers}


office = desktop(sys.argv[1])
for line in sys.stdin:
    print(json.dumps(tried(office, json.loads(line))), flush=True)
