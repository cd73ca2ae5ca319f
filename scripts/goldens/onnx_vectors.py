"""ONNX's own backend tests, cut down to the operators that are read, as one resource of the tests.

    apt-get download libonnx-testdata && dpkg-deb -x libonnx-testdata_*.deb unpacked
    python3 scripts/goldens/onnx_vectors.py unpacked/usr/share/libonnx-testdata/data

(PyPI's package onnx has the same in onnx/backend/test/data.) Cases of more than 160 kB are left out.
"""
import gzip
import io
import os
import re
import sys
import zipfile
import zlib

SETS = ["node", "pytorch-converted", "pytorch-operator", "simple"]
ROOM = os.path.join(os.path.dirname(__file__), "..", "..", "src", "onnx", "src")
LARGEST = 160_000


def fields(message):
    """(number, value) of each field of a protobuf message."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(message):
        key = varint()
        if key & 7 == 0:
            yield key >> 3, varint()
            continue
        size = {1: 8, 5: 4}.get(key & 7) or varint()
        yield key >> 3, message[at : at + size]
        at += size


def operators(model):
    """What the nodes of a model's graph are called, with their domain."""
    found = set()
    for graph in (value for number, value in fields(model) if number == 7):
        for node in (value for number, value in fields(graph) if number == 1):
            said = dict(fields(node))
            domain = said.get(7, b"").decode()
            name = said[4].decode()
            found.add(name if domain in ("", "ai.onnx") else domain + "." + name)
    return found


def main(data):
    table = open(os.path.join(ROOM, "main/java/dev/hebb/onnx/in/Operators.java")).read()
    read = set(re.findall(r'TABLE\.put\("(\w+)"', table))
    packed = io.BytesIO()
    count, large = 0, []
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for kind in SETS:
            for case in sorted(os.listdir(os.path.join(data, kind))):
                folder = os.path.join(data, kind, case)
                model = open(os.path.join(folder, "model.onnx"), "rb").read()
                if not operators(model) <= read:
                    continue
                files = {"model.onnx": model}
                vectors = os.path.join(folder, "test_data_set_0")
                for name in sorted(os.listdir(vectors)):
                    files[name] = open(os.path.join(vectors, name), "rb").read()
                if sum(len(zlib.compress(each)) for each in files.values()) > LARGEST:
                    large.append(kind + "/" + case)
                    continue
                count += 1
                for name, content in files.items():
                    entry = zipfile.ZipInfo(f"{kind}/{case}/{name}", (2022, 6, 18, 0, 0, 0))
                    archive.writestr(entry, content)
    target = os.path.join(ROOM, "test/resources/onnx/vectors.zip.gz")
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "wb") as file:
        file.write(gzip.compress(packed.getvalue(), 9, mtime=0))
    print(count, "cases,", os.path.getsize(target), "bytes; left out:", *large)


main(sys.argv[1])
