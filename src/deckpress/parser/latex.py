r"""LaTeX as MathJax reads it: why it would refuse a formula, told without running it.

    formula  = { atom | script | cell }
    atom     = a character | "{" formula "}" | command argument*
             | "\left" delimiter formula "\right" delimiter | "\begin{" name "}" formula "\end{" name "}"
    script   = ("^" | "_") atom        at most one of each after an atom
    cell     = "&" | "\\"

MathJax is stricter than TeX: an argument that is a command with arguments of its own needs braces. What it
sets without complaint is no fault here, whatever TeX says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from deckpress.parser.latex_names import (
    ALIASES,
    ARGUMENTS,
    COMMANDS,
    DELIMITERS,
    ENVIRONMENT_ARGUMENTS,
    ENVIRONMENTS,
    NO_SCRIPTS,
    SIGNS,
)

MAX_DEPTH: Final = 200  # MathJax's own stack ends not far above

# Environments with a grammar of their own.
_OPAQUE = frozenset({"CD", "prooftree"})
# Environments that markup/math.py takes away.
_OUTER_NAMES = frozenset({"math", "displaymath"})
_DEFINES = re.compile(r"\\(?:(?:re)?new(?:command|environment)|def|let|DeclareMathOperator|verb)(?![A-Za-z])")
_ALIAS = re.compile(rf"\\({'|'.join(ALIASES)})(?![A-Za-z])")
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.|\Z)|\s++|.", re.DOTALL)
_NAME = re.compile(r"\s*+\{([^{}]*)\}")
_PLAIN = re.compile(r"[^\\{}^_&#%$'\[\]]*")
_BRACKETS = frozenset([*"()[]|/.<>", "\\{", "\\}", "\\|"])
_NOTHING_FOLLOWS = frozenset({"\\\\", "\\cr", "\\right", "\\middle", "\\end", "\\over", "\\choose", "\\atop"})


@lru_cache(maxsize=4096)
def latex_fault(formula: str, *, rows: bool = False) -> str:
    """Return why MathJax cannot set a formula (without its marks), "" if it can.

    `rows` tells that `&` may stand outside of environments, where markup/math.py puts one around.
    """
    if _PLAIN.fullmatch(formula):
        return ""
    try:
        _Reader(formula, rows).read()
    except _FaultError as fault:
        return str(fault)
    return ""


def in_words_of_mathjax(formula: str) -> str:
    """Return a formula with the names that MathJax has for commands of KaTeX and of common packages."""
    if _DEFINES.search(formula):
        return formula
    return _ALIAS.sub(lambda name: f"\\{ALIASES[name[1]]}", formula)


class _FaultError(Exception):
    """Ends the reading of a formula; says why."""


@dataclass(slots=True)
class _Group:
    """A part of a formula that is still open, from `opening` on. `cells`: `&` may stand in it."""

    opening: str
    cells: bool = False
    scripts: set[str] = field(default_factory=set)  # of the last atom
    script: str = ""  # a "^" or "_" that waits for its atom
    command: str = ""  # the last command that waits for arguments,
    wanted: str = ""  # and the kinds of these
    last: str = ""  # the last atom, where it was one token
    infix: bool = False  # it holds `\over` or the like


class _Reader:
    def __init__(self, formula: str, rows: bool) -> None:
        self.formula = formula
        self.place = 0
        self.groups = [_Group("", rows)]
        self.defines = _DEFINES.search(formula) is not None

    def read(self) -> None:
        for token in self.tokens():
            if token[0] == "\\":
                self.command(token)
            elif token == "{":
                self.open(_Group("{", self.cells_wanted()))
            elif token == "}":
                self.close("{", "a '}' has no '{'")
                self.atom("}")
            elif token in "^_":
                self.begin_script(token)
            elif token == "&":
                self.next_cell(token)
            elif token == "#":
                if not self.defines:
                    raise _FaultError("'#' stands in a formula")
                self.atom(token)
            elif token == "'":
                if self.group.script:
                    raise _FaultError(f"nothing follows '{self.group.script}'")
                if "^" in self.group.scripts:
                    raise _FaultError("a prime follows an exponent")
            elif token == "]" and self.group.opening == "[":
                self.close("[", "")
                self.atom("]")
            else:
                self.atom(token)
        if len(self.groups) > 1:
            raise _FaultError(_never_closed(self.group.opening))
        self.end_of_group()

    def tokens(self) -> Iterator[str]:
        """Yield the tokens but blanks; whoever reads on moves `place`."""
        while self.place < len(self.formula):
            token = _TOKEN.match(self.formula, self.place)
            assert token
            self.place = token.end()
            if not token[0].isspace():
                yield token[0]

    @property
    def group(self) -> _Group:
        return self.groups[-1]

    def open(self, group: _Group) -> None:
        if len(self.groups) > MAX_DEPTH:
            raise _FaultError("braces stand too deep inside each other")
        self.groups.append(group)

    def close(self, opening: str, otherwise: str) -> None:
        """End the innermost group, which must have begun with `opening`."""
        if self.group.opening != opening:
            raise _FaultError(_never_closed(self.group.opening) if len(self.groups) > 1 else otherwise)
        self.end_of_group()
        self.groups.pop()

    def end_of_group(self) -> None:
        """Nothing may wait for more where a group or a cell ends."""
        group = self.group
        if group.wanted:
            raise _FaultError(f"'{group.command}' lacks an argument")
        if group.script:
            raise _FaultError(f"nothing follows '{group.script}'")

    def atom(self, token: str) -> None:
        """Something complete: an argument that a command waits for, a script, or what scripts may follow."""
        group = self.group
        if group.wanted:
            kinds, group.wanted = group.wanted[1:], ""
            self.want(group.command, kinds)
        elif group.script:
            group.script = ""
        else:
            group.scripts.clear()
            group.last = token

    def cells_wanted(self) -> bool:
        return self.group.wanted[:1] == "c"

    def begin_script(self, mark: str) -> None:
        self.end_of_group()
        if mark in self.group.scripts:
            what = "exponents" if mark == "^" else "indices"
            raise _FaultError(f"two {what} follow each other")
        self.group.scripts.add(mark)
        self.group.script = mark

    def next_cell(self, token: str) -> None:
        self.end_of_group()
        if token == "&" and not self.group.cells:
            raise _FaultError("'&' stands outside of a table")
        self.group.scripts.clear()
        self.group.last = ""
        self.group.infix = False

    def command(self, token: str) -> None:
        name = token[1:]
        if token in _NOTHING_FOLLOWS:
            self.end_of_group()
        if self.group.command == "\\sqrt" and name == "frac":
            self.group.wanted = ""  # the one command that MathJax takes there without braces
        if self.group.wanted and (name in ARGUMENTS or name == "\\"):
            raise _FaultError(f"'{self.group.command}' lacks an argument, or its braces")
        if self.group.script and name in NO_SCRIPTS:
            raise _FaultError(f"braces are missing after '{self.group.script}'")
        if token == "\\\\":
            self.next_cell(token)
        elif name == "begin":
            self.begin()
        elif name == "end":
            self.end()
        elif name == "hline":
            if not (self.group.cells and len(self.groups) > 1):
                raise _FaultError("'\\hline' stands outside of a table")
        elif name in ("over", "choose", "atop"):
            if self.group.infix:
                raise _FaultError(f"'{token}' stands there twice")
            self.group.infix = True
            self.group.scripts.clear()
        elif name in ARGUMENTS:
            if name == "left":
                self.begin_left()
            elif name == "right":
                self.close("\\left", "a '\\right' has no '\\left'")
                self.delimiter(token)
                self.atom(token)
            elif name == "middle" and self.group.opening != "\\left":
                raise _FaultError("a '\\middle' has no '\\left'")
            else:
                self.want(token, ARGUMENTS[name])
        elif name in COMMANDS or name in SIGNS or self.defines:
            self.atom(token)
        elif name in ("(", ")", "[", "]"):
            raise _FaultError(f"'{token}' stands inside of it")
        else:
            raise _FaultError(f"MathJax does not know '{token}'")

    def want(self, command: str, kinds: str) -> None:
        """Read the arguments that can be read at once; wait for the first that is math."""
        while kinds:
            kind = kinds[0]
            if kind in "mc":
                self.group.command, self.group.wanted = command, kinds
                return
            if kind == "o":
                if self.next_character() == "[":
                    self.place += 1
                    self.group.command, self.group.wanted = command, kinds
                    self.open(_Group("["))
                    return
            elif kind == "d":
                self.delimiter(command)
            elif kind == "l":
                if self.group.last[:1] not in ("\\", "}"):
                    raise _FaultError(f"'{command}' follows no operator")
                return
            else:
                self.verbatim(command, is_text=kind == "t")
            kinds = kinds[1:]
        self.atom(command)

    def next_character(self) -> str:
        """Return the next character that is no blank, and go there."""
        while self.place < len(self.formula) and self.formula[self.place].isspace():
            self.place += 1
        return self.formula[self.place : self.place + 1]

    def verbatim(self, command: str, *, is_text: bool) -> None:
        """Pass over an argument that is no math: its braces must match, and dollars in text."""
        if self.next_character() != "{":
            token = _TOKEN.match(self.formula, self.place)
            if not token or token[0] in ("}", "\\\\"):
                raise _FaultError(f"'{command}' lacks an argument")
            self.place = token.end()
            return
        depth = dollars = 0
        while self.place < len(self.formula):
            token = _TOKEN.match(self.formula, self.place)
            assert token
            self.place = token.end()
            depth += (token[0] == "{") - (token[0] == "}")
            dollars += token[0] == "$"
            if depth == 0:
                if is_text and dollars % 2:
                    raise _FaultError(f"a '$' in '{command}' is never closed")
                return
        raise _FaultError(_never_closed("{"))

    def delimiter(self, command: str) -> None:
        if self.next_character() == "{" and command not in ("\\left", "\\right", "\\middle"):
            self.verbatim(command, is_text=False)
            return
        token = _TOKEN.match(self.formula, self.place)
        found = token[0] if token else ""
        if found not in _BRACKETS and not (found[:1] == "\\" and found[1:] in DELIMITERS):
            raise _FaultError(f"no bracket follows '{command}'")
        self.place += len(found)

    def begin_left(self) -> None:
        self.delimiter("\\left")
        self.open(_Group("\\left"))

    def begin(self) -> None:
        name = self.name("\\begin")
        if self.group.script:
            raise _FaultError(f"braces are missing after '{self.group.script}'")
        if name.removesuffix("*") not in ENVIRONMENTS | _OUTER_NAMES and not self.defines:
            raise _FaultError(f"MathJax does not know the environment '{name}'")
        if name in _OPAQUE:
            end = self.formula.find(f"\\end{{{name}}}", self.place)
            if end < 0:
                raise _FaultError(_never_closed(f"\\begin{{{name}}}"))
            self.place = end + len(f"\\end{{{name}}}")
            self.atom("")
            return
        for kind in ENVIRONMENT_ARGUMENTS.get(name, ""):
            if kind == "r":
                self.verbatim(f"\\begin{{{name}}}", is_text=False)
            elif self.next_character() == "[":
                self.place = self.formula.find("]", self.place) + 1 or len(self.formula)
        self.open(_Group(f"\\begin{{{name}}}", cells=True))

    def end(self) -> None:
        name = self.name("\\end")
        self.close(f"\\begin{{{name}}}", f"an '\\end{{{name}}}' has no '\\begin{{{name}}}'")
        self.atom("")

    def name(self, command: str) -> str:
        name = _NAME.match(self.formula, self.place)
        if name is None:
            raise _FaultError(f"'{command}' lacks a name in braces")
        self.place = name.end()
        return name[1].strip()


def _never_closed(opening: str) -> str:
    if opening == "\\left":
        return "a '\\left' has no '\\right'"
    if opening in ("{", "["):
        return f"a '{opening}' is never closed"
    return f"'{opening}' has no '{opening.replace('begin', 'end')}'"
