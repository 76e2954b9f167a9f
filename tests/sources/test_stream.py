"""Files, standard input and gzip as one stream of bytes."""

from __future__ import annotations

import gzip
import io
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.failure import UnreadableError
from onrecord.sources.stream import HEAD, _Filled, _Gunzip, open_stream, whole


def unpacked(data: bytes) -> bytes:
    packed = io.BufferedReader(_Filled(io.BytesIO(data)))
    return io.BufferedReader(_Filled(_Gunzip(packed)), HEAD).read()


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=4), st.binary(max_size=0) | st.just(b"\0" * 9))
def test_gzip_of_any_number_of_members_with_padding(pieces: list[bytes], padding: bytes):
    assert unpacked(b"".join(map(gzip.compress, pieces)) + padding) == b"".join(pieces)


def test_gzip_longer_than_a_buffer():
    data = b"".join(b"%d ships\n" % number for number in range(200_000))
    assert unpacked(gzip.compress(data)) == data


@pytest.mark.parametrize("cut", [3, 11, 30, -1, -5])
def test_gzip_that_is_cut_off(cut: int):
    with pytest.raises(UnreadableError, match="cut off before its end"):
        unpacked(gzip.compress(b"The port reopens on Monday. " * 40)[:cut])


def test_gzip_that_is_damaged():
    packed = bytearray(gzip.compress(b"The port reopens on Monday."))
    packed[-6] ^= 1  # in the checksum
    with pytest.raises(UnreadableError, match="This gzip file is damaged"):
        unpacked(bytes(packed))
    with pytest.raises(UnreadableError, match="This gzip file is damaged"):
        unpacked(gzip.compress(b"One.") + b"garbage")


def test_a_gzip_bomb_is_left_before_it_fills_the_memory():
    with pytest.raises(UnreadableError, match="unpacks to more than 200 times its size"):
        unpacked(gzip.compress(b"\0" * 30_000_000))


def test_a_pipe_shows_its_head_whole(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def write() -> None:
        with pipe.open("wb", buffering=0) as out:
            for _ in range(10):
                out.write(b"The port. ")

    writer = threading.Thread(target=write)
    writer.start()
    with open_stream(str(pipe)) as stream:
        assert stream.peek(HEAD) == b"The port. " * 10
        assert stream.read() == b"The port. " * 10
    writer.join()


def test_no_more_is_read_than_asked(tmp_path: Path):
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * 3_000_001)
    with (
        open_stream(str(path)) as stream,
        pytest.raises(UnreadableError, match="longer than 3 MB, the most that is read of one"),
    ):
        whole(stream, 3_000_000, "one article", "Split it.")
