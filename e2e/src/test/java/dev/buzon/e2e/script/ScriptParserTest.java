package dev.buzon.e2e.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A script that is not one is never played as another. */
class ScriptParserTest {
    private static final String HEADER =
            "# A script.\nrows: P-001\nrfc: 1939\nfixture: MB3\nprofile: pop3\n\n";

    @Test
    void stepsAreReadInTheirOrder() {
        var script =
                ScriptParser.parse("a.session", HEADER + "S: +OK*\nC2! {3 x}\\r\\n\nS2: (close)\n");
        assertThat(script.steps())
                .hasExactlyElementsOfTypes(
                        Step.Open.class,
                        Step.ExpectLine.class,
                        Step.Open.class,
                        Step.Send.class,
                        Step.ExpectClose.class);
        assertThat(script.steps().get(3)).isEqualTo(new Step.Send(8, 2, "xxx\r\n"));
    }

    @Test
    void mistakesNameFileAndLine() {
        for (var wrong :
                List.of(
                        "X: what",
                        "C: blank at the end ",
                        "S: a * in the middle",
                        "C! \\q",
                        "C! {9999999 xx}",
                        "C! {x",
                        "S~ (",
                        ">> clock 11m",
                        ">> fault none",
                        ">> deliver F9 to ana",
                        ">> deliver F1 to nobody",
                        ">> open imap",
                        "S: (mail F9)")) {
            assertThatThrownBy(() -> ScriptParser.parse("a.session", HEADER + wrong + "\n"))
                    .as(wrong)
                    .isInstanceOf(ScriptException.class)
                    .hasMessageStartingWith("a.session:7: ");
        }
    }

    @Test
    void headersAreStrict() {
        for (var wrong :
                List.of(
                        HEADER.replace("rows: P-001", "rows: 1"),
                        HEADER.replace("rfc: 1939", "rfc: x"),
                        HEADER.replace("MB3", "MB9"),
                        HEADER.replace("pop3", "imap"),
                        HEADER.replace("rfc: 1939", "rfc: 1939\nrfc: 1939"),
                        HEADER.replace("rfc: 1939\n", ""),
                        HEADER.replace("rfc: 1939", "rfc: 1939\ndovecot: maybe"),
                        HEADER.replace("rfc: 1939", "rfc: 1939\ncolour: red"))) {
            assertThatThrownBy(() -> ScriptParser.parse("a.session", wrong + "S: +OK*\n"))
                    .as(wrong)
                    .isInstanceOf(ScriptException.class);
        }
        assertThatThrownBy(() -> ScriptParser.parse("a.session", HEADER))
                .isInstanceOf(ScriptException.class);
    }

    @Test
    void namesInPatternsMeanTheSameWordEachTime() {
        var script = ScriptParser.parse("a.session", HEADER + "S: +OK {n} {uid} {uid}\n");
        var pattern = ((Step.ExpectLine) script.steps().get(1)).pattern();
        assertThat(pattern.match("+OK 1 a a", Map.of())).contains(Map.of("n", "1", "uid", "a"));
        assertThat(pattern.match("+OK 1 a b", Map.of())).isEmpty();
        assertThat(pattern.match("+OK 1 a a", Map.of("uid", "b"))).isEmpty();
    }
}
