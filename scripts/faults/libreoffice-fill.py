"""Fills in a worklist as a person would in LibreOffice Calc, and saves it there: every second row is answered, the list
is sorted by another column, one column is hidden and one is added. Run by libreoffice-round-trip.mjs.

Arguments: the pipe that soffice listens on, the list, the copy to save, the day to answer with.
Prints JSON: {"rows", "answered", "cells"}: rows of the list, those answered, and the cells written (without "Av").
"""
import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import TableSortField

PIPE, SOURCE, COPY, DAY = sys.argv[1:5]


def prop(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def desktop():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:  # not listening yet
            time.sleep(0.5)
    raise SystemExit("soffice does not answer")


book = desktop().loadComponentFromURL(uno.systemPathToFileUrl(SOURCE), "_blank", 0, (prop("Hidden", True),))
sheet = book.Sheets.getByName("Arbetslista")
sheet.unprotect("")

cursor = sheet.createCursor()
cursor.gotoEndOfUsedArea(False)
header_row = next(row for row in range(20) if sheet.getCellByPosition(0, row).String == "Radnyckel")
columns = 0
while sheet.getCellByPosition(columns, header_row).String != "":
    columns += 1
last_row = header_row
while sheet.getCellByPosition(0, last_row + 1).String != "":
    last_row += 1

written = answered = 0
for row in range(header_row + 1, last_row + 1):
    if (row - header_row) % 2 == 0:
        continue
    answered += 1
    for column in range(columns):
        cell = sheet.getCellByPosition(column, row)
        if cell.CellProtection.IsLocked or cell.String != "":
            continue
        header = sheet.getCellByPosition(column, header_row).String
        validation = cell.Validation
        if validation.Type.value == "LIST":
            cell.String = validation.getFormula1().strip('"').split('";"')[0].split(";")[0].strip('"')
        elif validation.Type.value == "DATE":
            cell.setFormula(DAY)
        else:
            cell.String = "A Berg" if header == "Av" else "ring efter lunch; säg till"
        written += 0 if header == "Av" else 1

# Sorted by another column than the first shown, last first, the hidden key along.
field = TableSortField()
field.Field, field.IsAscending = 3, False
table = sheet.getCellRangeByPosition(0, header_row + 1, columns - 1, last_row)
table.sort((prop("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))), prop("ContainsHeader", False)))

sheet.Columns.getByIndex(columns - 2).IsVisible = False
sheet.Columns.insertByIndex(4, 1)
sheet.getCellByPosition(4, header_row).String = "Min anteckning"
sheet.getCellByPosition(4, header_row + 1).String = "fråga Märta"
sheet.Name = "Mina rader"

book.storeToURL(uno.systemPathToFileUrl(COPY), (prop("FilterName", "Calc MS Excel 2007 XML"),))
book.close(True)
print(json.dumps({"rows": last_row - header_row, "answered": answered, "cells": written}))
