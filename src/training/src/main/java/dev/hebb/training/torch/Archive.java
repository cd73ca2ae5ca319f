package dev.hebb.training.torch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive: an uncompressed zip of the program's text, a pickle that says which file
 * holds which tensor, and one raw little-endian file a tensor.
 */
final class Archive implements AutoCloseable {
  private static final String ROOT = "hebb/";
  private static final int CHUNK = 1 << 16;
  private final ZipOutputStream zip;
  private final byte[] chunk = new byte[CHUNK];

  private Archive(Path file) throws IOException {
    zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  /** Writes the archive of a module with this code and these tensors. */
  static void write(Path file, String code, List<Attribute> attributes) throws IOException {
    try (Archive archive = new Archive(file)) {
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
    }
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private void put(String name, ByteBuffer content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content.duplicate());
    ZipEntry entry = new ZipEntry(ROOT + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.remaining());
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    while (content.hasRemaining()) {
      int size = Math.min(CHUNK, content.remaining());
      content.get(chunk, 0, size);
      zip.write(chunk, 0, size);
    }
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
