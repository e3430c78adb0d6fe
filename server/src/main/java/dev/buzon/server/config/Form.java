package dev.buzon.server.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.tomlj.TomlArray;

/**
 * How a value looks in TOML, both ways: {@code read(write(v)) = v}.
 *
 * @param <T> what it is in the program
 */
interface Form<T> {
    /** The word that switches something off that may be absent. */
    String OFF = "off";

    /** Reads what the TOML parser found. */
    T read(Object toml) throws MisreadException;

    /** Writes it as it may stand behind the equals sign. */
    String write(T value);

    /** A form that can be switched off. */
    default Form<Optional<T>> orOff() {
        Form<T> inner = this;
        return new Form<>() {
            @Override
            public Optional<T> read(Object toml) throws MisreadException {
                return OFF.equals(toml) ? Optional.empty() : Optional.of(inner.read(toml));
            }

            @Override
            public String write(Optional<T> value) {
                return value.map(inner::write).orElse(quoted(OFF));
            }
        };
    }

    /** The same form with a further check. */
    default Form<T> where(Predicate<T> rule, String otherwise) {
        Form<T> inner = this;
        return new Form<>() {
            @Override
            public T read(Object toml) throws MisreadException {
                T value = inner.read(toml);
                if (!rule.test(value)) {
                    throw new MisreadException(otherwise);
                }
                return value;
            }

            @Override
            public String write(T value) {
                return inner.write(value);
            }
        };
    }

    /** What has a text form in quotes. */
    static <T> Form<T> of(Reader<T> reader, Function<T, String> writer) {
        return new Form<>() {
            @Override
            public T read(Object toml) throws MisreadException {
                return reader.read(toml);
            }

            @Override
            public String write(T value) {
                return writer.apply(value);
            }
        };
    }

    /** The reading half. */
    @FunctionalInterface
    interface Reader<T> {
        /** Reads what the TOML parser found. */
        T read(Object toml) throws MisreadException;
    }

    /** Any text that is not empty. */
    static Form<String> text() {
        return of(
                toml -> {
                    if (toml instanceof String text && !text.isBlank()) {
                        return text;
                    }
                    throw new MisreadException("must be a text in quotes");
                },
                Form::quoted);
    }

    /** true or false. */
    static Form<Boolean> flag() {
        return of(
                toml -> {
                    if (toml instanceof Boolean flag) {
                        return flag;
                    }
                    throw new MisreadException("must be true or false");
                },
                String::valueOf);
    }

    /** A whole number within bounds, both included. */
    static Form<Integer> count(int least, int most) {
        return of(
                toml -> {
                    if (toml instanceof Long number && number >= least && number <= most) {
                        return number.intValue();
                    }
                    throw new MisreadException(
                            "must be a whole number from %d to %d".formatted(least, most));
                },
                String::valueOf);
    }

    /** A list, or one value alone. */
    static <T> Form<List<T>> list(Form<T> element) {
        return of(
                toml -> {
                    if (!(toml instanceof TomlArray array)) {
                        return List.of(element.read(toml));
                    }
                    var values = new ArrayList<T>();
                    for (int i = 0; i < array.size(); i++) {
                        values.add(element.read(array.get(i)));
                    }
                    return List.copyOf(values);
                },
                values ->
                        values.stream()
                                .map(element::write)
                                .collect(Collectors.joining(", ", "[", "]")));
    }

    /** One of the constants of an enum, in lower case with hyphens. */
    static <E extends Enum<E>> Form<E> choice(Class<E> type) {
        return of(
                toml -> {
                    for (E one : type.getEnumConstants()) {
                        if (word(one).equals(toml)) {
                            return one;
                        }
                    }
                    throw new MisreadException(
                            Arrays.stream(type.getEnumConstants())
                                    .map(Form::word)
                                    .map(Form::quoted)
                                    .collect(Collectors.joining(", ", "must be one of ", "")));
                },
                one -> quoted(word(one)));
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A path as it was written; what it is relative to is for the reader to say. */
    static Form<Path> path() {
        return of(
                toml -> {
                    try {
                        return Path.of(text().read(toml));
                    } catch (InvalidPathException e) {
                        throw new MisreadException("must be a path");
                    }
                },
                path -> quoted(path.toString()));
    }

    /** A number of octets: a whole number, or one with a unit. KB is 1000 octets, KiB is 1024. */
    static Form<Long> octets(long least, long most) {
        return of(
                toml -> {
                    long octets = Sizes.read(toml);
                    if (octets < least || octets > most) {
                        throw new MisreadException(
                                "must be a size from %s to %s"
                                        .formatted(Sizes.write(least), Sizes.write(most)));
                    }
                    return octets;
                },
                octets -> quoted(Sizes.write(octets)));
    }

    /** A time such as {@code 10m30s}, with the units d, h, m and s. */
    static Form<Duration> time(Duration least, Duration most) {
        return of(
                toml -> {
                    Duration time = Times.read(toml);
                    if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
                        throw new MisreadException(
                                "must be a time from %s to %s"
                                        .formatted(Times.write(least), Times.write(most)));
                    }
                    return time;
                },
                time -> quoted(Times.write(time)));
    }

    /** A TOML basic string. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
