package dev.buzon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class DataSizeTest {
    @Test
    void sizesAreReadAsPeopleWriteThem() {
        assertThat(DataSize.octets("500MB")).isEqualTo(500_000_000);
        assertThat(DataSize.octets("500 mb")).isEqualTo(500_000_000);
        assertThat(DataSize.octets("2GiB")).isEqualTo(2L << 30);
        assertThat(DataSize.octets("1.5k")).isEqualTo(1_500);
        assertThat(DataSize.octets("7")).isEqualTo(7);
        assertThat(DataSize.octets("0")).isZero();
        assertThat(DataSize.octets("none")).isZero();
    }

    @Test
    void whatIsNoSizeIsRefused() {
        for (String text :
                List.of("", "MB", "-1", "1.5", "1e9", "5 XB", "5i", "99999999999999TB")) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> DataSize.octets(text));
        }
    }

    @Test
    void sizesAreShownWithThreeDigits() {
        assertThat(DataSize.text(0)).isEqualTo("0 B");
        assertThat(DataSize.text(999)).isEqualTo("999 B");
        assertThat(DataSize.text(1_000)).isEqualTo("1 kB");
        assertThat(DataSize.text(1_536)).isEqualTo("1.5 kB");
        assertThat(DataSize.text(999_999)).isEqualTo("1 MB");
        assertThat(DataSize.text(500_000_000)).isEqualTo("500 MB");
    }
}
