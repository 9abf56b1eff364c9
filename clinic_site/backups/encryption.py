"""Encryption to a public key, by age or gpg: the machine that makes backups cannot read them."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import BinaryIO

from . import programs
from .failure import Failed

AGE_KEYS = ("age1", "ssh-")
WAIT = 2  # seconds, for a program that has said all to end


def suffix_for(recipient: str) -> str:
    """What the name of a file ends with that is encrypted to `recipient`; "" for nobody."""
    if not recipient:
        return ""
    return ".age" if recipient.startswith(AGE_KEYS) else ".gpg"


def encrypting(recipient: str) -> list[str]:
    """The command that reads the plain text and writes the encrypted one."""
    if suffix_for(recipient) == ".age":
        return [programs.find("age"), "--encrypt", "--recipient", recipient]
    # The key was chosen by whoever set it: gpg need not ask how far it is trusted.
    command = [programs.find("gpg"), "--batch", "--quiet", "--no-tty", "--trust-model", "always"]
    if Path(recipient).is_file():  # no home is needed, nor made, where services may have none
        how = ["--no-options", "--no-keyring", "--recipient-file", recipient]
    else:
        how = ["--recipient", recipient]
    return [*command, *how, "--encrypt"]


@contextmanager
def sealed(file: BinaryIO, recipient: str) -> Iterator[BinaryIO]:
    """Where to write what `file` shall hold, encrypted on its way; raises Failed."""
    if not recipient:
        yield file
        return
    command, is_whole = encrypting(recipient), False
    with TemporaryFile() as said:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=file, stderr=said)
        try:
            with suppress(BrokenPipeError):  # it ended, and says why
                yield process.stdin
                process.stdin.close()
                is_whole = True
        except BaseException:
            process.kill()
            raise
        finally:
            with suppress(BrokenPipeError):
                process.stdin.close()
            code = process.wait()
        if code or not is_whole:
            said.seek(0)
            raise programs.why(Path(command[0]).name, said.read())


@contextmanager
def opened(path: Path, identity: Path | None) -> Iterator[BinaryIO]:
    """The plain text of a backup; `identity` is the file with the private key. Raises Failed."""
    if path.suffix not in (".age", ".gpg"):
        with path.open("rb") as file:
            yield file
        return
    with decrypting(path, identity) as command, path.open("rb") as file, TemporaryFile() as said:
        process = subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE, stderr=said)
        is_over = False
        try:
            yield process.stdout
            is_over = True
        finally:
            with suppress(subprocess.TimeoutExpired):
                process.wait(None if is_over else WAIT)
            is_its_fault = process.poll() not in (0, None)
            process.kill()
            process.stdout.close()
            process.wait()
            if is_its_fault:  # a stream that ends too early is for this reason
                said.seek(0)
                raise programs.why(Path(command[0]).name, said.read())


@contextmanager
def decrypting(path: Path, identity: Path | None) -> Iterator[list[str]]:
    """The command that reads the encrypted text and writes the plain one."""
    if path.suffix == ".age":
        if identity is None:
            raise Failed("The backup is encrypted with age: name the key with --identity.")
        yield [programs.find("age"), "--decrypt", "--identity", str(identity)]
        return
    gpg = [programs.find("gpg"), "--quiet", "--decrypt"]
    if identity is None:
        yield gpg
        return
    # Not below TMPDIR: a socket lies in it, and its path has 107 bytes (unix(7)).
    with TemporaryDirectory(prefix="gpg-", dir="/tmp") as home:
        try:
            programs.run("gpg", "--homedir", home, "--batch", "--quiet", "--import", str(identity))
            yield [*gpg, "--homedir", home]
        finally:  # the agent that gpg has started for this key
            agent = ["gpgconf", "--homedir", home, "--kill", "gpg-agent"]
            subprocess.run(agent, capture_output=True, check=False)
