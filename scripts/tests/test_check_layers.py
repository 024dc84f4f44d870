"""The layer check on small made-up trees: each rule must find its fault, and nothing in a clean tree."""

import json
import subprocess
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent
loader = SourceFileLoader("check_layers", str(SCRIPTS / "check-layers"))
check_layers = module_from_spec(spec_from_loader("check_layers", loader))
sys.modules["check_layers"] = check_layers
loader.exec_module(check_layers)

STRICT = [{"tool": "swift", "kind": {"treatAllWarnings": {"_0": "error"}}}, {"tool": "swift", "kind": {"strictMemorySafety": {}}}]


def target(name, path, dependencies=(), settings=STRICT, type="regular"):
    return {"name": name, "path": path, "type": type, "settings": settings, "dependencies": [{"byName": [d, None]} for d in dependencies]}


class Tree:
    """A small repository that is clean until a test adds something."""

    def __init__(self, root):
        self.root = root
        self.rules = tomllib.loads((SCRIPTS / "layers.toml").read_text())
        self.rules["unsafe"]["files"] = {}
        self.rules["size"]["files"] = {}
        self.manifest = {
            "targets": [
                target("Units", "Sources/Primitives/Units"),
                target("Signals", "Sources/Protocols/Signals", ["Units"]),
                target("Model", "Sources/Engines/Model", ["Signals"]),
                target("Rooms", "Sources/Domain/Rooms", ["Model", "Logging"]),
                target("Storage", "Sources/IO/Storage", ["Units"]),
                target("Server", "Sources/App/Server", ["Rooms", "Storage"]),
            ]
        }
        subprocess.run(["git", "init", "-q", str(root)], check=True)
        self.write("Sources/Primitives/Units/Span.swift", "public struct Span {}\n")
        self.write("Sources/Protocols/Signals/Signal.swift", "import Units\n")
        self.write("Sources/Engines/Model/Model.swift", "public import Signals\n")
        self.write("Sources/Domain/Rooms/Rooms.swift", "import Logging\nimport Model\n")
        self.write("Sources/IO/Storage/Storage.swift", "import Foundation\nimport GRDB\nimport Units\n")
        self.write("Sources/App/Server/Server.swift", "import Rooms\nimport Storage\n")

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def findings(self, environment={}):
        return list(check_layers.check(self.root, self.manifest, self.rules, environment))

    def errors(self, rule, **options):
        return [str(f) for f in self.findings(**options) if f.rule == rule and f.is_error]


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path)


def test_a_clean_tree_has_no_findings(tree):
    assert tree.findings() == []


def test_an_empty_tree_is_an_error_and_not_a_pass(tmp_path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    findings = check_layers.check(tmp_path, {"targets": []}, Tree(tmp_path / "other").rules, {})
    assert any("not one Swift file" in f.text for f in findings)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("Sources/Primitives/Units/Bad.swift", "import Signals"),
        ("Sources/Protocols/Signals/Bad.swift", "import Model"),
        ("Sources/Engines/Model/Bad.swift", "public import Rooms"),
        ("Sources/Domain/Rooms/Bad.swift", "import Storage"),
        ("Sources/IO/Storage/Bad.swift", "import Rooms"),
        ("Sources/IO/Storage/Bad.swift", "import Server"),
        ("Sources/Domain/Rooms/Bad.swift", "@testable import Server"),
        ("Sources/Domain/Rooms/Bad.swift", "import struct Storage.Row"),
        ("Sources/Domain/Rooms/Bad.swift", "  @_spi(Testing) package import Storage"),
    ],
)
def test_an_import_upwards_or_across_is_found(tree, path, line):
    tree.write(path, f"{line}\n")
    assert len(tree.errors("imports")) == 1


def test_imports_in_comments_and_strings_do_not_count(tree):
    tree.write("Sources/Primitives/Units/Fine.swift", '// import Signals\n/* import Signals\nimport Model */\nlet text = """\nimport NIOCore\n"""\n')
    assert tree.findings() == []


@pytest.mark.parametrize("module", ["NIOCore", "NIO", "Foundation", "FoundationEssentials", "Logging", "Dispatch", "Glibc"])
@pytest.mark.parametrize("folder", ["Primitives/Units", "Protocols/Signals", "Engines/Model"])
def test_a_pure_layer_imports_no_system_module(tree, folder, module):
    tree.write(f"Sources/{folder}/Bad.swift", f"import {module}\n")
    assert len(tree.errors("imports")) == 1


@pytest.mark.parametrize("module", ["NIOCore", "GRDB", "Hummingbird", "HummingbirdCore"])
def test_the_domain_imports_no_sockets_and_no_database(tree, module):
    tree.write("Sources/Domain/Rooms/Bad.swift", f"import {module}\n")
    assert len(tree.errors("imports")) == 1


@pytest.mark.parametrize(
    "code",
    [
        "let now = ContinuousClock.now",
        "let now = SuspendingClock().now",
        "let today = Date()",
        "var generator = SystemRandomNumberGenerator()",
        "let dice = Int.random(in: 1...6)",
        "let card = deck.randomElement()",
        "Task { work() }",
        "Task.detached { work() }",
        "func work() async {}",
        "await work()",
        "actor Room {}",
        'print("hello")',
        'let text = "now: \\(Date())"',
    ],
)
def test_a_pure_layer_reads_no_clock_draws_no_number_and_starts_no_task(tree, code):
    tree.write("Sources/Engines/Model/Bad.swift", f"{code}\n")
    assert len(tree.errors("pure")) >= 1
    assert tree.errors("pure")[0].startswith("Sources/Engines/Model/Bad.swift:1:")


def test_the_same_is_allowed_above(tree):
    tree.write("Sources/Domain/Rooms/Fine.swift", "actor Room { func now() async { _ = ContinuousClock.now } }\n")
    assert tree.findings() == []


def test_what_only_looks_impure_is_allowed(tree):
    tree.write(
        "Sources/Engines/Model/Fine.swift",
        "// Date() is an input.\nlet dice = Int.random(in: 1...6, using: &generator)\nlet asynchronous = 1\nstruct TaskList {}\nlet `await` = 2\n",
    )
    assert tree.findings() == []


def test_unsafe_is_found_outside_the_doors_to_bytes(tree):
    tree.write("Sources/IO/Storage/Bad.swift", "\nlet a = unsafe b\n")
    assert tree.errors("unsafe") == [
        "Sources/IO/Storage/Bad.swift:2: error: `unsafe` outside Wire, DTLS, SRTP, PacketIO, MediaFiles needs an entry with a reason in scripts/layers.toml [unsafe]"
    ]


def test_unsafe_is_allowed_in_a_door_and_in_a_named_file_and_in_a_comment(tree):
    tree.write("Sources/Primitives/Wire/Bytes.swift", "let a = unsafe b\n")
    tree.manifest["targets"].append(target("Wire", "Sources/Primitives/Wire"))
    tree.write("Sources/IO/Storage/Excused.swift", "let a = unsafe b\n")
    tree.rules["unsafe"]["files"] = {"Sources/IO/Storage/Excused.swift": "a reason"}
    tree.write("Sources/IO/Storage/Comment.swift", "// this would be unsafe\n")
    assert tree.findings() == []


def test_an_exception_that_nobody_needs_is_an_error(tree):
    tree.rules["unsafe"]["files"] = {"Sources/IO/Storage/Storage.swift": "a reason"}
    tree.rules["size"]["files"] = {"Sources/IO/Storage/Storage.swift": "a table"}
    assert len(tree.errors("unsafe")) == 1
    assert len(tree.errors("size")) == 1


@pytest.mark.parametrize("code", ["try! work()", "value as! Int", 'fatalError("no")', "try\n    ! work()"])
def test_what_can_trap_is_found_in_every_layer(tree, code):
    tree.write("Sources/App/Server/Bad.swift", f"{code}\n")
    assert len(tree.errors("traps")) == 1


def test_unchecked_sendable_needs_a_comment_nearby(tree):
    tree.write("Sources/App/Server/Bad.swift", "final class A: @unchecked Sendable {}\n")
    tree.write("Sources/App/Server/Fine.swift", "// Every field is behind `lock`.\nfinal class B: @unchecked Sendable {}\n")
    assert [e.split(":")[0] for e in tree.errors("traps")] == ["Sources/App/Server/Bad.swift"]


def test_a_long_file_is_a_question_and_a_longer_one_an_error(tree):
    tree.write("Sources/App/Server/Long.swift", "\n" * 401)
    tree.write("web/sdk/longer.js", "\n" * 601)
    sizes = {f.place: f.is_error for f in tree.findings() if f.rule == "size"}
    assert sizes == {"Sources/App/Server/Long.swift": False, "web/sdk/longer.js": True}


def test_a_crowded_folder_is_a_question(tree):
    for number in range(16):
        tree.write(f"Sources/App/Server/File{number}.swift", "\n")
    assert [f.place for f in tree.findings() if f.rule == "size"] == ["Sources/App/Server"]


def test_a_source_file_outside_the_layers_is_found(tree):
    tree.write("Sources/Helpers/Misc/Bad.swift", "\n")
    tree.write("Sources/Engines/Loose.swift", "\n")
    assert len(tree.errors("folders")) == 2


def test_a_declared_dependency_upwards_or_across_is_found_even_when_unused(tree):
    tree.manifest["targets"][0]["dependencies"] = [{"byName": ["Model", None]}]
    tree.manifest["targets"][3]["dependencies"].append({"byName": ["Storage", None]})
    tree.manifest["targets"][2]["dependencies"].append({"product": ["NIOCore", "swift-nio", None, None]})
    assert len(tree.errors("manifest")) == 3


def test_a_target_without_the_strict_settings_or_outside_the_layers_is_found(tree):
    tree.manifest["targets"].append(target("Loose", "Sources/Engines/Loose", settings=STRICT[:1]))
    tree.manifest["targets"].append(target("Odd", "Elsewhere/Odd"))
    tree.manifest["targets"].append(target("OddTests", "Tests/OddTests", type="test"))
    assert len(tree.errors("manifest")) == 3


def test_what_tests_share_is_a_target_of_its_own_that_no_product_may_use(tree):
    tree.manifest["targets"].append(target("Kit", "Tests/Kit", ["Rooms"]))
    tree.manifest["targets"].append(target("ModelTests", "Tests/Engines/ModelTests", ["Model", "Kit"], type="test"))
    assert tree.errors("manifest") == []
    tree.manifest["targets"][5]["dependencies"].append({"byName": ["Kit", None]})
    tree.manifest["targets"].append(target("Elsewhere", "Tests/Kit/Elsewhere"))
    assert len(tree.errors("manifest")) == 2


@pytest.mark.parametrize("folder", ["work", "root", "opt", "home"])
def test_a_path_of_one_machine_is_found_in_any_tracked_file(tree, folder):
    tree.write("docs/notes.md", f"see /{folder}/someone/file\n")
    assert len(tree.errors("machine")) == 1


def test_addresses_and_project_paths_are_no_machine_paths(tree):
    tree.write("docs/notes.md", "https://example.com/home/page web/root/index.html `${PWD}/work/x` /r/{room} /usr/bin/env\n")
    assert tree.findings() == []


def test_a_mirror_that_this_machine_uses_is_found_without_being_known_beforehand(tree):
    tree.write("docs/notes.md", "pip works with mirror.corp.example\n")
    assert tree.errors("machine") == []
    assert len(tree.errors("machine", environment={"PIP_INDEX_URL": "https://user:secret@mirror.corp.example/simple"})) == 1


def test_ignored_files_are_not_of_the_tree(tree):
    tree.write(".gitignore", ".cache/\n")
    tree.write(".cache/notes.md", "/" + "root/x\n")
    assert tree.findings() == []


def test_the_command_prints_findings_and_ends_with_1(tree, tmp_path_factory):
    manifest = tmp_path_factory.mktemp("manifest") / "dump.json"
    manifest.write_text(json.dumps(tree.manifest))
    tree.write("scripts/layers.toml", (SCRIPTS / "layers.toml").read_text().split("[unsafe.files]")[0] + "[size]\nwarn = 400\nfail = 600\nfiles-in-a-folder = 15\n")
    command = [sys.executable, str(SCRIPTS / "check-layers"), "--root", str(tree.root), "--manifest", str(manifest)]
    clean = subprocess.run(command, capture_output=True, text=True)
    assert clean.returncode == 0 and "6 modules, 0 errors" in clean.stdout, clean
    tree.write("Sources/Engines/Model/Bad.swift", "let now = Date()\n")
    faulty = subprocess.run(command, capture_output=True, text=True)
    assert faulty.returncode == 1 and "Bad.swift:1" in faulty.stdout, faulty


@pytest.mark.parametrize(
    ("source", "visible"),
    [
        ('let a = "try! x" + b', "let a = +b"),
        ('let a = "\\(f("x") + g) try!"', 'let a = (f("") + g)'),
        ('let a = #"\\(no) " try!"# + c', "+ c"),
        ('let a = #"\\#(yes)"#', "(yes)"),
        ("a /* x /* y */ try! */ b", "a b"),
        ('let a = "\\"try!" + d', "+ d"),
        ('"""\n"try!" \\(e)\n"""', "(e)"),
    ],
)
def test_comments_and_strings_are_blanked_and_interpolations_are_not(source, visible):
    code = check_layers.blank_comments_and_strings(source)
    assert "try!" not in code
    assert code.count("\n") == source.count("\n")
    assert visible.replace(" ", "").replace('"', "") in code.replace(" ", "").replace("\n", "").replace('"', "").replace("#", "")
