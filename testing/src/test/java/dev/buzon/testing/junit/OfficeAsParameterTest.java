package dev.buzon.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.testing.InMemoryPostOffice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class OfficeAsParameterTest {
    @RegisterExtension static final PostOfficeExtension mail = PostOfficeExtension.create();

    @Test
    void theOfficeOfTheFieldIsAParameterToo(InMemoryPostOffice office) {
        assertThat(office).isSameAs(mail.office());
    }
}
