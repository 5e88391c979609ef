"""The empty Word document that ours are written on: A4, Danish, our fonts and styles, nothing said of who made it.

python-docx begins from an American template; everything in it that a Danish reader, a spelling checker or a screen
reader would notice is replaced here.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from broker_tui.exchange.documents.layout import REGIONS

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle

FONT: Final = "Calibri"
ACCENT: Final = "123F5A"
QUIET: Final = "56616B"
TINT: Final = "EAF1F5"
HAIRLINE: Final = "B9C6CF"
TEXT_WIDTH: Final = Mm(162)
LABEL_WIDTH: Final = Mm(50)

FIELD: Final = "Field"
FIELD_LABEL: Final = "Field label"
FIELD_TEXT: Final = "Field text"
NOTE: Final = "Note"
SMALL: Final = "Small print"
SIGNATURE: Final = "Signature line"

_THEMED: Final = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_SIZES: Final = {"Title": 22.0, "Subtitle": 13.0, "Heading 1": 14.0, "Heading 2": 12.0, "Heading 3": 11.0}


def element(name: str, /, **values: str) -> "BaseOxmlElement":
    """Return an XML element of Word's own, such as `element("w:shd", fill="EAF1F5")`."""
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def inner(thing: Any) -> Any:  # noqa: ANN401 - the library does not type what lies below its own objects
    """Return the XML element below a paragraph, a row, a cell or a table."""
    return thing._element  # noqa: SLF001


def paper(title: str, language: str, made_on: datetime) -> "WordDocument":
    """Return an empty document on which the styles are laid out."""
    document = docx.Document()
    _page(document)
    _properties(document, title, language, made_on)
    _words(document, f"{language}-{REGIONS[language]}")
    _fonts(document)
    _styles(document)
    return document


def _page(document: "WordDocument") -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(22), Mm(24)
    section.footer_distance = Mm(11)


def _properties(document: "WordDocument", title: str, language: str, made_on: datetime) -> None:
    properties = document.core_properties
    properties.title = title
    properties.language = f"{language}-{REGIONS[language]}"
    properties.author = properties.comments = properties.last_modified_by = properties.keywords = ""
    # Word keeps the moment in UTC and without saying so.
    moment = made_on.astimezone(UTC).replace(tzinfo=None) if made_on.tzinfo else made_on
    properties.created = properties.modified = moment
    rels = document.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[key]


def _words(document: "WordDocument", language: str) -> None:
    """Have every word checked and read aloud in the document's language, without Word's compatibility mode."""
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
        lang.set(qn("w:eastAsia"), language)
    settings = document.settings.element
    for lang in settings.iter(qn("w:themeFontLang")):
        lang.set(qn("w:val"), language)
    for preview in list(settings.iter(qn("w:savePreviewPicture"))):
        settings.remove(preview)
    for compat in settings.iter(qn("w:compat")):
        for old in list(compat.iter(qn("w:compatSetting"))):
            if old.get(qn("w:name")) == "compatibilityMode":
                compat.remove(old)
        uri = "http://schemas.microsoft.com/office/word"
        compat.append(element("w:compatSetting", name="compatibilityMode", uri=uri, val="15"))


def _fonts(document: "WordDocument") -> None:
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for theme in _THEMED:
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)


def _styles(document: "WordDocument") -> None:
    normal = _style(document, "Normal")
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.08
    for name, size in _SIZES.items():
        style = _style(document, name)
        style.font.size, style.font.bold, style.font.italic = Pt(size), name != "Subtitle", False
        style.font.color.rgb = RGBColor.from_string(QUIET if name == "Subtitle" else ACCENT)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
    for level, above in ((1, 18), (2, 12), (3, 10)):
        _style(document, f"Heading {level}").paragraph_format.space_before = Pt(above)
    title = _style(document, "Title")
    for border in list(title.element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    _own_styles(document)


def _own_styles(document: "WordDocument") -> None:
    field = _added(document, FIELD)
    field.paragraph_format.left_indent, field.paragraph_format.first_line_indent = LABEL_WIDTH, -LABEL_WIDTH
    field.paragraph_format.tab_stops.add_tab_stop(LABEL_WIDTH)
    _added(document, FIELD_TEXT).paragraph_format.left_indent = LABEL_WIDTH
    label = _added(document, FIELD_LABEL)
    label.font.bold, label.font.color.rgb = True, RGBColor.from_string(ACCENT)
    label.paragraph_format.keep_with_next, label.paragraph_format.space_after = True, Pt(1)
    label.paragraph_format.space_before = Pt(6)
    small = _added(document, SMALL)
    small.font.size, small.font.color.rgb = Pt(9), RGBColor.from_string(QUIET)
    small.paragraph_format.space_after = Pt(0)
    sign = _added(document, SIGNATURE)
    sign.paragraph_format.keep_with_next, sign.paragraph_format.space_after = True, Pt(0)
    note = _added(document, NOTE)
    note.paragraph_format.left_indent = note.paragraph_format.right_indent = Mm(3)
    note.paragraph_format.space_before = note.paragraph_format.space_after = Pt(9)
    properties = note.element.get_or_add_pPr()
    border = element("w:pBdr")
    border.append(element("w:left", val="single", sz="24", space="8", color=ACCENT))
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind")
    shading = element("w:shd", val="clear", color="auto", fill=TINT)
    properties.insert_element_before(shading, "w:tabs", "w:spacing", "w:ind")


def _style(document: "WordDocument", name: str) -> "ParagraphStyle":
    style: ParagraphStyle = document.styles[name]
    return style


def _added(document: "WordDocument", name: str) -> "ParagraphStyle":
    style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return style
