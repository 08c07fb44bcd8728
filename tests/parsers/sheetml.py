"""Small workbooks, written part by part as Excel writes them."""

from wordml import OFFICE, PACKAGE_RELS, relations, zipped

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BORDERS = '<borders><border/><border><left style="thin"/><right style="thin"/></border></borders>'


def styles(*codes: str) -> str:
    """Styles 0 plain, 1 ruled, 2 bold, and from 3 on the number formats given."""
    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(codes))
    looks = "".join(f'<xf numFmtId="{164 + n}" fontId="0" borderId="0"/>' for n in range(len(codes)))
    return (
        f'<numFmts>{formats}</numFmts><fonts><font><name val="VNI-Times"/></font><font><b/></font></fonts>'
        f'{BORDERS}<cellXfs><xf numFmtId="0" fontId="0" borderId="0"/><xf numFmtId="0" borderId="1"/>'
        f'<xf numFmtId="0" fontId="1"/>{looks}</cellXfs>'
    )


def number(at: str, stored: str, style: int = 0, inside: str = "") -> str:
    return f'<c r="{at}" s="{style}">{inside}<v>{stored}</v></c>'


def words(at: str, text: str, style: int = 0) -> str:
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(at: int, *cells: str, properties: str = "") -> str:
    return f'<row r="{at}" {properties}>{"".join(cells)}</row>'


def line(at: int, *texts: str, style: int = 0, properties: str = "") -> str:
    """A row of words from column A on; "" is a cell without words."""
    cells = [f'<c r="{chr(65 + n)}{at}" s="{style}"/>' if not text else words(f"{chr(65 + n)}{at}", text, style)
             for n, text in enumerate(texts)]  # fmt: skip
    return row(at, *cells, properties=properties)


def sheet(*rows: str, before: str = "", after: str = "") -> str:
    return f"{before}<sheetData>{''.join(rows)}</sheetData>{after}"


def merges(*areas: str) -> str:
    return f"<mergeCells>{''.join(f'<mergeCell ref={area!r}/>' for area in areas)}</mergeCells>"


def part(root: str, content: str) -> str:
    return f'<{root} xmlns="{NAMESPACE}" xmlns:r="{OFFICE}">{content}</{root}>'


def members_of(
    *sheets: str | tuple[str, str], looks: str = "", strings: str = "", properties: str = ""
) -> dict[str, str | bytes]:
    """A package; a sheet may be (attributes, content), and is called «Bieu 1», «Bieu 2»…"""
    told = [("", found) if isinstance(found, str) else found for found in sheets]
    listed = "".join(
        f'<sheet name="Bieu {n}" sheetId="{n}" r:id="r{n}" {more}/>' for n, (more, _) in enumerate(told, 1)
    )
    lines = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(told) + 1)
    )
    members: dict[str, str | bytes] = {
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": part("workbook", f"<workbookPr {properties}/><sheets>{listed}</sheets>"),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE_RELS}">{lines}</Relationships>',
        "xl/styles.xml": part("styleSheet", looks or styles()),
        "xl/sharedStrings.xml": part("sst", strings),
    }
    for n, (_, content) in enumerate(told, 1):
        members[f"xl/worksheets/sheet{n}.xml"] = part("worksheet", content)
    return members


def workbook(
    *sheets: str | tuple[str, str], looks: str = "", strings: str = "", properties: str = ""
) -> bytes:
    return zipped(members_of(*sheets, looks=looks, strings=strings, properties=properties))
