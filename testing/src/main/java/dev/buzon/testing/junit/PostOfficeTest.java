package dev.buzon.testing.junit;

import dev.buzon.testing.InMemoryPostOffice;
import dev.buzon.testing.PostOfficeBuilder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a post office, as a parameter of type {@link InMemoryPostOffice}: a
 * fresh one for each test, unless it is {@link #shared}.
 *
 * <pre>{@code
 * @PostOfficeTest(accounts = "ana@example.test:secreto")
 * class CollectorTest {
 *     @Test
 *     void collects(InMemoryPostOffice office) {
 *         office.deliver("ana@example.test", "Subject: hello\r\n\r\nHello.\r\n");
 *         ... office.port("pop3") ...
 *     }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PostOfficeResolver.class)
public @interface PostOfficeTest {
    /** The accounts that are there from the start, as {@code address:password}. */
    String[] accounts() default {};

    /** More configuration, as {@link PostOfficeBuilder#configuration} takes it. */
    String configuration() default "";

    /** Whether all tests of the class have the same office. */
    boolean shared() default false;
}
