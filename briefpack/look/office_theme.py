"""The theme part of Office files: the colours and fonts that Word and PowerPoint offer to whoever edits."""

from __future__ import annotations

from briefpack.languages.scripts import is_east_asian
from briefpack.look.theme import Colours, Theme
from briefpack.office.markup import DECLARATION, escape, hex_colour

A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def scheme_of(colours: Colours) -> dict[str, str]:
    """Return the colours by their names in a theme part (ECMA-376 part 1, 20.1.6.2)."""
    return {
        "dk1": colours.ink,
        "lt1": colours.paper,
        "dk2": colours.band if colours.band != colours.paper else colours.ink,
        "lt2": colours.tint,
        "accent1": colours.accent,
        "accent2": colours.second,
        "accent3": colours.quiet,
        "accent4": colours.rule,
        "accent5": colours.band if colours.band != colours.paper else colours.accent,
        "accent6": colours.tint,
        "hlink": colours.accent,
        "folHlink": colours.quiet,
    }


def theme_xml(theme: Theme, language: str) -> str:
    """Return a theme part (20.1.6.9) with the fonts for documents in a language."""
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{hex_colour(colour)}"/></a:{name}>'
        for name, colour in scheme_of(theme.colours).items()
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}</a:ln>' for width in (6350, 12700, 19050))
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    name = escape(theme.name)
    return (
        f'{DECLARATION}<a:theme xmlns:a="{A}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{scheme}</a:clrScheme><a:fontScheme name="{name}">'
        f"<a:majorFont>{_fonts(theme, theme.fonts.office_title, language)}</a:majorFont>"
        f"<a:minorFont>{_fonts(theme, theme.fonts.office_body, language)}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def _fonts(theme: Theme, latin: str, language: str) -> str:
    japanese, korean = escape(theme.fonts.office_japanese), escape(theme.fonts.office_korean)
    east = escape(theme.fonts.office_east_asian(language)) if is_east_asian(language) else ""
    return (
        f'<a:latin typeface="{escape(latin)}"/><a:ea typeface="{east}"/><a:cs typeface=""/>'
        f'<a:font script="Jpan" typeface="{japanese}"/><a:font script="Hang" typeface="{korean}"/>'
    )
