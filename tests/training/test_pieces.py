"""Files cut in pieces come back whole or not at all."""

import pytest
from tandem.training.pieces import PiecesError, join, split


@pytest.fixture
def cut(tmp_path):
    root = tmp_path / "here"
    (root / "runs").mkdir(parents=True)
    (root / "runs" / "weights").write_bytes(bytes(range(256)) * 5)
    (root / "runs" / "empty").write_bytes(b"")
    pieces = split([root / "runs" / "weights", root / "runs" / "empty"], tmp_path / "pieces", root, largest=500)
    return root, tmp_path / "pieces", pieces


def test_no_piece_is_larger_than_allowed(cut):
    _, _, pieces = cut
    assert [piece.stat().st_size for piece in pieces] == [500, 500, 280, 0]


def test_files_come_back_where_they_were(cut, tmp_path):
    root, folder, _ = cut
    for written in join(folder, tmp_path / "there"):
        assert written.read_bytes() == (root / written.relative_to(tmp_path / "there")).read_bytes()


def test_a_damaged_piece_is_named_and_nothing_is_written_for_its_file(cut, tmp_path):
    _, folder, pieces = cut
    pieces[1].write_bytes(b"x" * 500)
    with pytest.raises(PiecesError, match="00-001"):
        join(folder, tmp_path / "there")
    assert not (tmp_path / "there" / "runs" / "weights").exists()
