"""The 4-bit weights become an ordinary sentence-transformers folder."""

import struct
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from indexes.embedding.language_map import LanguageMap
from indexes.embedding.model_folder import ModelFolder
from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from ragassist.errors import ModelDamaged
from ragassist.models.sources.e5_weights import convert

HIDDEN, LAYERS, HEADS, FEED_FORWARD, POSITIONS = 32, 1, 2, 64, 64
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁pump", "a", "e", "s", "t"]
ROWS = {"emb.word": len(PIECES), "emb.pos": POSITIONS, "emb.type": 2}


def quantized(weights: NDArray[np.float32]) -> bytes:
    blocks = weights.reshape(-1, 32)
    scales = (np.abs(blocks).max(axis=1) / 7).astype("<f2")
    nibbles = np.clip(np.round(blocks / scales[:, None].astype(np.float32)) + 8, 0, 15).astype(np.uint8)
    packed = nibbles[:, :16] | (nibbles[:, 16:] << 4)
    return b"".join(scale.tobytes() + row.tobytes() for scale, row in zip(scales, packed, strict=True))


def tensors() -> dict[str, NDArray[np.float32]]:
    rng = np.random.default_rng(0)
    shapes: dict[str, tuple[int, ...]] = {name: (rows, HIDDEN) for name, rows in ROWS.items()}
    shapes |= {"emb.ln.w": (HIDDEN,), "emb.ln.b": (HIDDEN,)}
    for part, (rows, width) in {"q": (HIDDEN, HIDDEN), "k": (HIDDEN, HIDDEN), "v": (HIDDEN, HIDDEN), "ao": (HIDDEN, HIDDEN),
                                "fi": (FEED_FORWARD, HIDDEN), "fo": (HIDDEN, FEED_FORWARD)}.items():  # fmt: skip
        shapes |= {f"l0.{part}.w": (rows, width), f"l0.{part}.b": (rows,)}
    shapes |= {f"l0.{part}.{kind}": (HIDDEN,) for part in ("aln", "oln") for kind in "wb"}
    return {name: rng.standard_normal(shape).astype(np.float32) for name, shape in shapes.items()}


def packed(values: dict[str, NDArray[np.float32]]) -> bytes:
    blob = "".join(PIECES).encode()
    offsets = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)]).astype("<u4")
    sizes = (HIDDEN, LAYERS, HEADS, FEED_FORWARD, len(PIECES), POSITIONS, 2)
    head = b"E5S1" + struct.pack("<I7ifi", 1, *sizes, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob)) + offsets.tobytes()
    head += np.linspace(0, -1, len(PIECES)).astype("<f4").tobytes() + blob + struct.pack("<iI", 0, 0)
    table, bodies = b"", []
    entries = {name: (1, quantized(v)) if v.ndim == 2 else (0, v.tobytes()) for name, v in values.items()}
    at = len(head) + 4 + sum(2 + len(name) + struct.calcsize("<BIQQ") for name in entries)
    for name, (kind, body) in entries.items():
        table += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, values[name].size, at, len(body))
        at += len(body)
        bodies.append(body)
    return head + struct.pack("<i", len(entries)) + table + b"".join(bodies)


def test_the_folder_loads_and_embeds_to_unit_length(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(packed(tensors()))
    convert(tmp_path / "weights.bin", tmp_path / "model")
    rows = SentenceTransformerEmbedder(ModelFolder(tmp_path / "model", "toy", "", "")).embed_passages(["pump seats", "ﬁ"])
    assert rows.shape == (2, HIDDEN)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_weights_keep_their_names_and_values(tmp_path: Path) -> None:
    from safetensors.numpy import load_file

    values = tensors()
    (tmp_path / "weights.bin").write_bytes(packed(values))
    convert(tmp_path / "weights.bin", tmp_path / "model")
    found = load_file(tmp_path / "model" / "model.safetensors")
    exact = found["encoder.layer.0.attention.output.LayerNorm.weight"]
    assert np.array_equal(exact, values["l0.aln.w"])
    rounded = found["encoder.layer.0.output.dense.weight"]
    assert rounded.shape == (HIDDEN, FEED_FORWARD)
    assert np.abs(rounded - values["l0.fo.w"]).max() < np.abs(values["l0.fo.w"]).max() / 7


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(b"PK\x03\x04 a zip")
    with pytest.raises(ModelDamaged, match=r"weights\.bin"):
        convert(tmp_path / "weights.bin", tmp_path / "model")


def test_one_sentence_in_eight_languages_is_nearer_to_itself_than_to_another(
    embedder: SentenceTransformerEmbedder, language_map: LanguageMap
) -> None:
    suns = ["The sun rises in the east.", "تشرق الشمس من الشرق.", "太阳从东方升起。",
            "Le soleil se lève à l'est.",
            "Die Sonne geht im Osten auf.", "太陽は東から昇る。",
            "해는 동쪽에서 뜬다.", "El sol sale por el este."]  # fmt: skip
    other = language_map.passages(embedder.embed_passages(["The invoice is due within thirty days."]))[0]
    rows = language_map.passages(embedder.embed_passages(suns))
    assert (rows @ rows[0]).min() > (rows @ other).max()
    assert embedder.tokenizer.encode("query: Hi").ids == [0, 41, 1294, 12, 2673, 2]


def test_the_language_map_brings_languages_together(embedder: SentenceTransformerEmbedder, language_map: LanguageMap) -> None:
    question = language_map.queries(embedder.embed_queries(["水泵多久需要更换密封？"]))[0]
    right = language_map.passages(embedder.embed_passages(["Die Dichtung der Pumpe wird alle 650 Stunden ersetzt."]))[0]
    wrong = language_map.passages(embedder.embed_passages(["合作社的年会在五月举行，欢迎各位会员参加。"]))[0]
    assert question @ right > question @ wrong
