# Sourced by ./buzon and ./mvnw: sets JAVA_HOME to a JDK of at least version 25, or says in one sentence what is missing.
# A JDK's "release" file is read rather than its java started: this runs before every command and must cost nothing.
# BUZON_JDK_DIR stands in for all the folders where JDKs are usually kept: for tests.

BUZON_JDK_MIN=25

# Prints the feature version (25, 17, ...) of the JDK in folder $1, or nothing when there is no JDK with a compiler.
jdk_feature() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]\{1,\}\).*/\1/p' "$1/release" | head -n 1
}

find_jdk() {
    jdk_newest=0
    jdk_newest_dir=""
    jdk_path=$(command -v java 2>/dev/null) && jdk_path=$(readlink -f "$jdk_path" 2>/dev/null) || jdk_path=""
    if [ -n "${BUZON_JDK_DIR:-}" ]; then
        set -- "$BUZON_JDK_DIR"/*
    else
        set -- /usr/lib/jvm/*25* /usr/lib/jvm/* /opt/java/* /opt/jdk* "${HOME:-/nowhere}"/.sdkman/candidates/java/* \
            "${HOME:-/nowhere}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home
    fi
    for jdk_dir in "${JAVA_HOME:-}" "${jdk_path%/bin/java}" "$@"; do
        [ -n "$jdk_dir" ] && [ -d "$jdk_dir" ] || continue
        jdk_found=$(jdk_feature "$jdk_dir")
        [ -n "$jdk_found" ] || continue
        if [ "$jdk_found" -ge "$BUZON_JDK_MIN" ]; then
            JAVA_HOME=$jdk_dir
            export JAVA_HOME
            return 0
        fi
        if [ "$jdk_found" -gt "$jdk_newest" ]; then
            jdk_newest=$jdk_found
            jdk_newest_dir=$jdk_dir
        fi
    done
    if [ "$jdk_newest" -gt 0 ]; then
        jdk_seen="the newest one here is version $jdk_newest in $jdk_newest_dir"
    else
        jdk_seen="there is none here"
    fi
    echo "Buzon needs a JDK of version $BUZON_JDK_MIN or newer, and $jdk_seen: install one (Debian package: temurin-$BUZON_JDK_MIN-jdk), or set JAVA_HOME to the folder of one." >&2
    return 1
}

find_jdk || exit 1
