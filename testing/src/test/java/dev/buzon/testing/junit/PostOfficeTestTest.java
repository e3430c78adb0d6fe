package dev.buzon.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.testing.InMemoryPostOffice;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@PostOfficeTest(
        accounts = "ana@example.test:se:creto",
        configuration = "[pop3]\nlogin-delay = \"0s\"")
class PostOfficeTestTest {
    private static final Set<InMemoryPostOffice> SEEN = new HashSet<>();

    @RepeatedTest(2)
    void eachTestHasAFreshOffice(InMemoryPostOffice office) {
        assertThat(SEEN.add(office)).isTrue();
        assertThat(office.messages("ana@example.test")).isEmpty();
        office.deliver("ana@example.test", "Subject: one\r\n\r\n1\r\n");
        assertThat(office.messages("ana@example.test").getFirst().text())
                .isEqualTo("Subject: one\r\n\r\n1\r\n");
    }

    @Nested
    class Inside {
        @Test
        void nestedTestsHaveOneToo(InMemoryPostOffice office) {
            assertThat(office.messages("ana@example.test")).isEmpty();
        }
    }

    @Nested
    @PostOfficeTest(shared = true)
    class Shared {
        private static final Set<InMemoryPostOffice> OFFICES = new HashSet<>();

        @RepeatedTest(2)
        void allTestsHaveTheSameOffice(InMemoryPostOffice office) {
            OFFICES.add(office);
            assertThat(OFFICES).hasSize(1);
        }
    }
}
