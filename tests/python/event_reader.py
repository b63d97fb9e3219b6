"""Reads event files of TensorBoard back, checksums included, into plain values. Written apart from the writer, to test it."""
import struct


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def unmask(stored):
    rotated = stored - 0xA282EAD8 & 0xFFFFFFFF
    return (rotated >> 17 | rotated << 15) & 0xFFFFFFFF


def records(path):
    data = path.read_bytes()
    while data:
        length, checksum = struct.unpack("<QI", data[:12])
        assert unmask(checksum) == crc32c(data[:8])
        body, (checksum,) = data[12:12 + length], struct.unpack("<I", data[12 + length:16 + length])
        assert unmask(checksum) == crc32c(body)
        yield body
        data = data[16 + length:]


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def fields(data):
    """(number, value) of each field; blocks stay bytes."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value, at = varint(data, at)
        elif kind == 2:
            length, at = varint(data, at)
            value, at = data[at:at + length], at + length
        else:
            form, size = {1: ("<d", 8), 5: ("<f", 4)}[kind]
            value, at = struct.unpack(form, data[at:at + size])[0], at + size
        yield number, value


def summaries(folder):
    """(step, tag, fields of the summary) in the order of writing."""
    found = []
    for path in sorted(folder.glob("events.out.tfevents.*")):
        events = [dict(fields(r)) for r in records(path)]
        assert events[0][3] == b"brain.Event:2"
        for event in events[1:]:
            for _, value in fields(event[5]):
                entry = dict(fields(value))
                found.append((event.get(2, 0), entry.pop(1).decode(), entry))
    return found
