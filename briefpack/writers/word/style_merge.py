"""Our styles in a letterhead: its own where the names match, whatever their ids; ours where it has none."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from briefpack.languages.scripts import is_east_asian, office_tag
from briefpack.look.theme import Theme
from briefpack.office.markup import escape
from briefpack.writers.word.inherited import AUTOMATIC, IN_LETTERS, Inherited
from briefpack.writers.word.lengths import number_of
from briefpack.writers.word.markup import NAMESPACES, tab_stop
from briefpack.writers.word.style_chain import inherited_by, put, style_chain
from briefpack.writers.word.styles_xml import styles_xml

_POINTERS = ("w:basedOn", "w:next", "w:link")
NORMAL = ("paragraph", "normal")
_AFTER_LANGUAGE = ("w:eastAsianLayout", "w:specVanish", "w:oMath", "w:rPrChange")


class StyleMerge:
    """Know our styles by the ids that they have in a letterhead, and add those that it lacks."""

    def __init__(self, document: Any, theme: Theme, language: str) -> None:
        """Look our styles up by name; `theme` is that of the letterhead, `language` the document's."""
        self.document, self.language = document, language
        self._theirs = document.styles.element
        ours = parse_xml(styles_xml(theme, language, titled=True).encode()).iter(qn("w:style"))
        self._ours = {style.get(qn("w:styleId")): style for style in ours}
        usable = [style for style in self._theirs.findall(qn("w:style")) if _is_usable(style)]
        named = {name_of(style): style.get(qn("w:styleId")) for style in reversed(usable)}
        taken = {style.get(qn("w:styleId"), "").casefold() for style in self._theirs.iter(qn("w:style"))}
        self._lacking = {name for name, style in self._ours.items() if name_of(style) not in named}
        self.ids = {name: named.get(name_of(style)) or _free(name, taken) for name, style in self._ours.items()}
        """Our ids to the letterhead's; one that is added may be called otherwise than here where its id is taken."""
        paragraphs = {name for name, style in self._ours.items() if style.get(qn("w:type")) == "paragraph"}
        self.inherited = {name: inherited_by(self._theirs, self.ids[name]) for name in paragraphs - self._lacking}
        """What the letterhead's own styles hand down, by our ids; ours hand down nothing."""

    def name(self, style: str) -> str:
        """Return the name by which Word lists a style of ours; `style` is our id."""
        name: str = self._ours[style].find(qn("w:name")).get(qn("w:val"))
        return name

    def direction(self) -> str:
        """Return what turns runs from left to right, where the letterhead's own run the other way."""
        nodes = list(self._theirs.iterfind(f"{qn('w:docDefaults')}//{qn('w:rtl')}"))
        nodes += [one for style in style_chain(self._theirs, self.ids["Normal"]) for one in style.iter(qn("w:rtl"))]
        on = any(node.get(qn("w:val"), "1") not in ("0", "false", "off") for node in nodes)
        return '<w:rtl w:val="0"/>' if on else ""

    def add(self, used: set[str]) -> None:
        """Add what the letterhead lacks of the styles that are used, and what they rest on, in a fixed order."""
        waiting = sorted({"Normal", *used}, reverse=True)
        added: set[str] = set()
        while waiting:
            style = waiting.pop()
            if style in self._lacking - added:
                added.add(style)
                waiting += [node.get(qn("w:val")) for node in _pointers(self._ours[style])]
                self._theirs.append(self._adopted(self._ours[style]))
        _set_language(self.document, self.language)

    def _adopted(self, style: Any) -> Any:
        """Return our style under its id here, pointing at the letterhead's ids."""
        style.set(qn("w:styleId"), self.ids[style.get(qn("w:styleId"))])
        style.attrib.pop(qn("w:default"), None)
        if style.get(qn("w:type")) == "paragraph":
            self._free_of(style)
        for node in _pointers(style):
            node.set(qn("w:val"), self.ids[node.get(qn("w:val"))])
        return style

    def _free_of(self, style: Any) -> None:
        """Let our style say itself what those of the letterhead that it rests on would say otherwise."""
        base = style.find(qn("w:basedOn"))
        below = "" if base is None else base.get(qn("w:val"))
        if below in self._lacking:
            return  # which says it for all that rest on it
        inherited = inherited_by(self._theirs, self.ids.get(below, ""))
        properties = style.find(qn("w:pPr"))
        own = properties.find(qn("w:tabs"))
        if own is not None and inherited.tabs:
            properties.replace(own, parse_xml(own_and_cleared(own, inherited)))
        spacing = properties.find(qn("w:spacing"))
        indents = properties.find(qn("w:ind"))
        for node, names in ((spacing, AUTOMATIC), (indents, IN_LETTERS)):
            for name in inherited.names & {*names} if node is not None else ():
                node.set(qn(f"w:{name}"), "0")
        put(properties, inherited.plain(self.language))
        if "keepNext" in inherited.on or "keepLines" in inherited.on:
            put(properties, inherited.off("keepNext") + inherited.off("keepLines"))


def own_and_cleared(tabs: Any, inherited: Inherited) -> str:
    """Return the tab stops of a style of ours with those cleared that it would inherit."""
    own = "".join(tab_stop(number_of(one, "pos") / 20, one.get(qn("w:val"))) for one in tabs)
    return inherited.cleared(own).replace("<w:tabs>", f"<w:tabs {NAMESPACES}>", 1)


def _is_usable(style: Any) -> bool:
    """Say whether words of ours can stand in a style: a frame would take them to another place."""
    return style.find(f"{qn('w:pPr')}/{qn('w:framePr')}") is None


def name_of(style: Any) -> tuple[str, str]:
    """Return kind and name; Word writes `heading 1`, others `Heading 1`, and aliases after a comma."""
    name = style.find(qn("w:name"))
    text = name.get(qn("w:val"), "") if name is not None else ""
    return style.get(qn("w:type"), "paragraph"), text.partition(",")[0].strip().casefold()


def _free(style: str, taken: set[str]) -> str:
    name = style
    while name.casefold() in taken:
        name += "Brief"
    return name


def _pointers(style: Any) -> list[Any]:
    return [node for tag in _POINTERS for node in style.findall(qn(tag))]


def _set_language(document: Any, language: str) -> None:
    """Make the document's language the default; the letterhead's own words stay in theirs."""
    styles = document.styles.element
    defaults = _defaults(styles)
    theirs = next((n.get(qn("w:val")) for n in styles.iter(qn("w:lang")) if n.get(qn("w:val"))), None)
    tag = escape(office_tag(language))
    for part in document.part.package.iter_parts():
        if str(part.partname).startswith(("/word/header", "/word/footer")) and hasattr(part, "element"):
            _say_language(part.element, theirs or tag)
    _say_language(document.element, theirs or tag)
    for node in list(styles.iter(qn("w:lang"))):
        node.getparent().remove(node)
    east = f' w:eastAsia="{tag}"' if is_east_asian(language) else ""
    attributes = f'w:val="{tag}"{east} w:bidi="ar-SA"'
    defaults.append(parse_xml(f'<w:lang xmlns:w="{styles.nsmap["w"]}" {attributes}/>'))


def _defaults(styles: Any) -> Any:
    """Return the default properties of runs, created if missing."""
    path = ("w:docDefaults", "w:rPrDefault", "w:rPr")
    node = styles
    for tag in path:
        inner = node.find(qn(tag))
        if inner is None:
            inner = parse_xml(f'<{tag} xmlns:w="{styles.nsmap["w"]}"/>')
            node.insert(0, inner)
        node = inner
    return node


def _say_language(root: Any, language: str) -> None:
    for run in root.iter(qn("w:r")):
        properties = run.get_or_add_rPr()
        if properties.find(qn("w:lang")) is None:
            named = parse_xml(f'<w:lang xmlns:w="{root.nsmap["w"]}" w:val="{escape(language)}"/>')
            properties.insert_element_before(named, *_AFTER_LANGUAGE)
