package dev.hebb.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
  // As the format's page writes them: big-endian; two images of 2 x 3, then two labels.
  private static final byte[] IMAGES = {
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 2, 3, 4, 5, -1, -2, 127, -128, 51, 0
  };
  private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 9, -1};

  @TempDir Path folder;
  private Path images;
  private Path labels;

  @BeforeEach
  void write() throws IOException {
    images = Files.write(folder.resolve("images"), IMAGES);
    labels = Files.write(folder.resolve("labels"), LABELS);
  }

  private Path packed(String name, byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return Files.write(folder.resolve(name), packed.toByteArray());
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TrainingException.class).hasMessage(message);
  }

  @Test
  void imagesAndLabels() throws IOException {
    Tensor read = Idx.images(images);
    assertThat(read.dims()).containsExactly(2, 2, 3, 1);
    assertThat(read.toFloats()).containsExactly(0, 1, 2, 3, 4, 5, 255, 254, 127, 128, 51, 0);
    assertThat(Idx.images(images, Pixels.UNIT).toFloats()).startsWith(0, 1 / 255f).contains(0.2f);
    assertThat(Idx.images(packed("i.gz", IMAGES))).isEqualTo(read);
    Tensor classes = Idx.labels(packed("l.gz", LABELS));
    assertThat(classes).isEqualTo(Tensor.of(new long[] {9, 255}, 2));
    Dataset data = Idx.dataset(images, labels, Pixels.BYTE);
    assertThat(data).isEqualTo(Dataset.of(read, classes));
  }

  @Test
  void whatIsMappedIsWhatIsRead() {
    Examples mapped = Idx.mapped(images, labels, Pixels.UNIT);
    assertThat(mapped.toDataset()).isEqualTo(Idx.dataset(images, labels, Pixels.UNIT));
    assertThat(mapped.targetSpecs()).containsExactly(TensorSpec.labels(256));
    assertThat(mapped.example(1).label()).isEqualTo(255);
    assertThat(mapped.rows(1, 2).toDataset())
        .isEqualTo(Idx.dataset(images, labels, Pixels.UNIT).rows(1, 2));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    byte[] bytes = new byte[2 * 2 * 1 * 3];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (200 + i);
    }
    Tensor coloured = Tensor.wrap(DataType.UINT8, ByteBuffer.wrap(bytes), 2, 2, 1, 3);
    for (String name : new String[] {"c.idx", "c.idx.gz"}) {
      Path file = folder.resolve(name);
      Idx.write(coloured, file);
      assertThat(Idx.images(file).dims()).containsExactly(2, 2, 1, 3);
      assertThat(Idx.images(file).toFloats()).startsWith(200, 201).endsWith(211);
    }
    Path again = folder.resolve("again");
    byte[] pixels = Arrays.copyOfRange(IMAGES, 16, IMAGES.length);
    Idx.write(Tensor.wrap(DataType.UINT8, ByteBuffer.wrap(pixels), 2, 2, 3), again);
    assertThat(Files.readAllBytes(again)).isEqualTo(IMAGES);
  }

  @Test
  void theOtherFile() {
    refused(
        () -> Idx.images(labels),
        labels
            + ": expected an IDX file of images (magic 0x00000803, or 0x00000804 with channels), got magic 0x00000801,"
            + " which is labels. Give the file of the images.");
    refused(
        () -> Idx.labels(images),
        images
            + ": expected an IDX file of labels (magic 0x00000801), got magic 0x00000803, which is images. Give the"
            + " file of the labels.");
  }

  @Test
  void noIdxFileAtAll() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "not at all");
    refused(
        () -> Idx.labels(text),
        text
            + ": expected an IDX file of labels (magic 0x00000801), got magic 0x6e6f7420. Give the file of the labels.");
    Path none = folder.resolve("none");
    refused(
        () -> Idx.labels(none),
        none
            + ": could not be read: there is no such file. Give the path of a file that is there.");
    Path empty = Files.write(folder.resolve("empty"), Arrays.copyOf(IMAGES, 9));
    refused(
        () -> Idx.images(empty),
        empty + ": expected an IDX file, got one that ends within its header. Fetch it again.");
  }

  @Test
  void cutOffOrTooLong() throws IOException {
    String wanted = ": expected 2 x 2 x 3 = 12 bytes after the header, got ";
    String advice = ". The file is damaged: fetch it again.";
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(IMAGES, IMAGES.length - 4));
    refused(() -> Idx.images(cut), cut + wanted + "8" + advice);
    refused(() -> Idx.mapped(cut, labels, Pixels.BYTE), cut + wanted + "8" + advice);
    Path more = Files.write(folder.resolve("more"), Arrays.copyOf(IMAGES, IMAGES.length + 1));
    refused(() -> Idx.images(more), more + wanted + "more" + advice);
    refused(() -> Idx.mapped(more, labels, Pixels.BYTE), more + wanted + "more" + advice);
    byte[] gzip = Files.readAllBytes(packed("whole.gz", IMAGES));
    Path half = Files.write(folder.resolve("half.gz"), Arrays.copyOf(gzip, gzip.length - 12));
    refused(
        () -> Idx.images(half),
        half
            + ": expected a file packed with gzip, got a damaged one (Unexpected end of ZLIB input stream). Fetch it"
            + " again.");
  }

  @Test
  void moreLabelsThanImages() throws IOException {
    Path three = Files.write(folder.resolve("three"), new byte[] {0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3});
    String message =
        "%s: expected a label for each image, got 2 images, and 3 labels in %s. Take both from the same set."
            .formatted(images, three);
    refused(() -> Idx.dataset(images, three, Pixels.BYTE), message);
    refused(() -> Idx.mapped(images, three, Pixels.BYTE), message);
  }

  @Test
  void aPackedFileIsNotMapped() throws IOException {
    Path gzip = packed("i.gz", IMAGES);
    refused(
        () -> Idx.mapped(gzip, labels, Pixels.BYTE),
        gzip
            + ": expected a file that can be mapped, got one packed with gzip. Unpack it (gunzip), or use"
            + " Idx.dataset.");
  }
}
