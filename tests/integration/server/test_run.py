"""One installation through its life: open, asked, struck, opened again, ended."""

import http.client
import signal
import urllib.error
import urllib.request

import psutil

from tests.support.installation import Installation


def get(installation: Installation, path: str, **headers: str) -> http.client.HTTPResponse:
    request = urllib.request.Request(installation.address + path, headers=headers)
    try:
        answer: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=30)
    except urllib.error.HTTPError as error:
        return error  # type: ignore[return-value]
    return answer


def test_every_part_is_up(installation: Installation) -> None:
    found = installation.doctor()
    assert list(found) == ["address", "accounts", "parts"]
    assert found["address"] == installation.address
    assert list(found["parts"]) == ["database", "redis", "web", "worker", "beat"]
    assert all(part["up"] for part in found["parts"].values()), found
    assert installation.command("doctor").returncode == 0


def test_pages_come_compressed_and_guarded(installation: Installation) -> None:
    with get(installation, "/login", **{"Accept-Encoding": "br"}) as page:
        assert page.headers["content-encoding"] == "br"
        assert page.headers["cache-control"] == "no-cache"
        assert "'unsafe-eval'" not in page.headers["content-security-policy"]
        assert "script-src 'self' 'sha256-" in page.headers["content-security-policy"]
        assert page.headers["x-frame-options"] == "DENY"


def test_a_second_start_says_one_sentence(installation: Installation) -> None:
    second = installation.command("run")
    assert second.returncode == 1
    assert second.stderr.splitlines()[-1].startswith("Zarrin is already running at http://localhost:")


def test_a_part_that_dies_is_started_again(installation: Installation) -> None:
    installation.named("worker").kill()
    assert "The worker ended unexpectedly (signal SIGKILL)" in installation.listen("ended unexpectedly")[-1]
    while installation.doctor()["parts"]["worker"]["up"] is not True:
        pass


def test_the_database_answers_psql(installation: Installation) -> None:
    answer = installation.command("psql", "--", "-tAc", "select current_user")
    assert (answer.returncode, answer.stdout.strip()) == (0, "postgres")
    bound = installation.command("psql", "--role", "app", "--", "-tAc", "select count(*) from login")
    assert bound.returncode != 0 or bound.stdout.strip() == "0"


def test_readiness_names_what_is_down(installation: Installation) -> None:
    beat = installation.named("beat")
    beat.suspend()
    try:
        while (answer := get(installation, "/health/ready")).status == http.client.OK:
            answer.close()
        assert b'"down":["beat"]' in answer.read()
        assert get(installation, "/health/live").status == http.client.OK
    finally:
        beat.resume()


def test_after_a_massacre_it_opens_again_and_ends_leaving_nothing(installation: Installation) -> None:
    struck = installation.family()
    for process in struck:
        process.kill()
    installation.kill()
    psutil.wait_procs(struck, timeout=30)

    said = installation.begin()
    assert "is open at" in "\n".join(said), said
    assert all(part["up"] for part in installation.doctor()["parts"].values())

    everyone = installation.family()
    assert installation.end(signal.SIGINT)[-1] == "All ended."
    assert installation.process is not None
    assert installation.process.returncode == 0
    assert not [process for process in everyone if process.is_running()]


def test_children_follow_a_supervisor_that_was_killed(installation: Installation) -> None:
    said = installation.begin()
    assert "is open at" in "\n".join(said), said
    children = installation.family()[1:]
    installation.kill()
    _, alive = psutil.wait_procs(children, timeout=60)
    assert alive == []
