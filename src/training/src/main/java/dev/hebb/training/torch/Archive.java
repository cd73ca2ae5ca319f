package dev.hebb.training.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive: an uncompressed zip of the program's text, a pickle that says which file
 * holds which tensor, and one raw little-endian file a tensor.
 */
final class Archive {
  private static final String ROOT = "hebb/";
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  private Archive() {}

  /** The archive of a module with this code and these tensors. */
  static byte[] of(String code, List<Attribute> attributes) {
    Archive archive = new Archive();
    try {
      Pickle pickle = new Pickle();
      for (int i = 0; i < attributes.size(); i++) {
        Attribute attribute = attributes.get(i);
        pickle.tensor(attribute.name(), i, attribute.value().dims(), attribute.trained());
        archive.put("data/" + i, attribute.value().bytes());
      }
      archive.put("data.pkl", ByteBuffer.wrap(pickle.finish()));
      archive.put("code/__torch__.py", text(code));
      archive.put("constants.pkl", ByteBuffer.wrap(Pickle.EMPTY_TUPLE));
      archive.put("version", text("3\n"));
      archive.put("byteorder", text("little"));
      archive.zip.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return archive.bytes.toByteArray();
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private void put(String name, ByteBuffer content) throws IOException {
    byte[] raw = new byte[content.remaining()];
    content.get(raw);
    CRC32 crc = new CRC32();
    crc.update(raw);
    ZipEntry entry = new ZipEntry(ROOT + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(raw.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(raw);
    zip.closeEntry();
  }
}
