"""What no module and no script of ours does, so that nothing typed can ever be run."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = [
    path for folder in ("clinic_site", "procedures") for path in ROOT.glob(f"{folder}/**/*.py")
]
SCRIPTS = list(ROOT.glob("static/js/**/*.js"))
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
RUNS_SHELL = {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"}
SQL_OF_TEXT = {"raw", "extra", "RawSQL"}
UNSAFE_MODULES = {"pickle", "marshal", "shelve", "lxml", "minidom", "sax"}
HTML_OF_TEXT = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment"
    r"|document\.write|eval|new Function)\b|set(?:Timeout|Interval)\(\s*[\"'`]"
)
KEEPS_PASTE_OUT = re.compile(r"\bonpaste\b|[\"']paste[\"']")


def faults_of(source: str) -> list[str]:
    return [fault for node in ast.walk(ast.parse(source)) if (fault := fault_of(node))]


def fault_of(node: ast.AST) -> str:
    if isinstance(node, ast.Import | ast.ImportFrom):
        named = f"{getattr(node, 'module', '')}.{'.'.join(alias.name for alias in node.names)}"
        return ", ".join(sorted(UNSAFE_MODULES & set(named.split("."))))
    if not isinstance(node, ast.Call):
        return ""
    called = ast.unparse(node.func)
    if called in RUNS_TEXT | RUNS_SHELL or called.rpartition(".")[2] in SQL_OF_TEXT:
        return called
    if called.endswith(".execute") and not isinstance(node.args[0], ast.Constant):
        return called
    return "shell" if any(keyword.arg == "shell" for keyword in node.keywords) else ""


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("eval(text)", "eval"),
        ("os.system(text)", "os.system"),
        ("subprocess.run(text, shell=True)", "shell"),
        ("Page.objects.raw(text)", "Page.objects.raw"),
        ("cursor.execute(f'SELECT {text}')", "cursor.execute"),
        ("import pickle", "pickle"),
        ("from lxml import etree", "lxml"),
        ("re.compile(text); cursor.execute('SELECT 1')", None),
    ],
)
def test_a_module_that_did_would_be_found(source, fault):
    assert faults_of(source) == ([fault] if fault else [])


def test_no_module_runs_text_or_a_shell_or_puts_text_into_sql():
    faults = {path.name: faults_of(path.read_text()) for path in MODULES}

    assert len(MODULES) > 100
    assert {name: found for name, found in faults.items() if found} == {}


def test_no_script_makes_html_or_code_of_text_or_keeps_people_from_pasting():
    faults = {
        path.name: HTML_OF_TEXT.findall(path.read_text())
        + KEEPS_PASTE_OUT.findall(path.read_text())
        for path in SCRIPTS
    }

    assert len(SCRIPTS) > 10
    assert {name: found for name, found in faults.items() if found} == {}
