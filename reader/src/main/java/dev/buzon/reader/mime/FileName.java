package dev.buzon.reader.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names for files that came from outside. */
public final class FileName {
    /**
     * Octets of UTF-8 a name has at most: ext4, APFS and NTFS take 255, and people add to names.
     */
    public static final int OCTETS_MAX = 180;

    /** Longer texts behind the last dot are no extension that must be kept. */
    private static final int EXTENSION_MAX = 16;

    /** Characters of a given name that are looked at. */
    private static final int LENGTH_MAX = 2_000;

    private static final Set<String> DEVICES =
            Set.of("con", "prn", "aux", "nul", "clock$", "conin$", "conout$");

    private static final Set<String> PROGRAMS =
            Set.of(
                    ("ade adp apk app appimage application appref-ms asp aspx bas bat bin cab cer chm"
                                    + " cmd cnt com command cpl crt csh csr dll dmg docm dotm deb der"
                                    + " desktop exe fxp gadget grp hlp hpj hta htm html img inf ins iqy"
                                    + " iso isp its jar jnlp js jse jsp ksh library-ms lnk mad maf mag"
                                    + " mam maq mar mas mat mau mav maw mda mdb mde mdt mdw mdz mht"
                                    + " mhtml msc msh msh1 msh2 msi msix msp mst ocx one ops osd pcd"
                                    + " php phtml pif pkg pl plg potm ppam ppsm pptm prf prg ps1 ps1xml"
                                    + " ps2 psc1 psd1 psm1 pst py pyc pyw pyz rb reg rpm run scf scr sct"
                                    + " search-ms settingcontent-ms sh shb shs shtml sldm slk sln so svg"
                                    + " svgz swf sys terminal theme tmp url vb vbe vbp vbs vhd vhdx vsmacros"
                                    + " vsw webloc website wim ws wsc wsf wsh xbap xhtml xht xla xlam xll"
                                    + " xlsm xltm xml xnk xps xsl")
                            .split(" ", -1));

    private static final Map<String, String> EXTENSIONS =
            Map.ofEntries(
                    Map.entry("text/plain", "txt"),
                    Map.entry("text/html", "html"),
                    Map.entry("text/csv", "csv"),
                    Map.entry("text/calendar", "ics"),
                    Map.entry("text/vcard", "vcf"),
                    Map.entry("text/x-vcard", "vcf"),
                    Map.entry("image/jpeg", "jpg"),
                    Map.entry("image/png", "png"),
                    Map.entry("image/gif", "gif"),
                    Map.entry("image/webp", "webp"),
                    Map.entry("image/svg+xml", "svg"),
                    Map.entry("audio/mpeg", "mp3"),
                    Map.entry("video/mp4", "mp4"),
                    Map.entry("application/pdf", "pdf"),
                    Map.entry("application/zip", "zip"),
                    Map.entry("application/json", "json"),
                    Map.entry("application/xml", "xml"),
                    Map.entry("application/ms-tnef", "dat"),
                    Map.entry("application/pgp-signature", "asc"),
                    Map.entry("application/pkcs7-signature", "p7s"),
                    Map.entry("message/rfc822", "eml"),
                    Map.entry("message/global", "eml"),
                    Map.entry("message/news", "eml"),
                    Map.entry("message/delivery-status", "txt"),
                    Map.entry("text/rfc822-headers", "txt"));

    private FileName() {}

    /**
     * The name made safe: the last piece of a path, nothing hidden or that a system refuses, no
     * device of Windows, {@value #OCTETS_MAX} octets at most; empty when nothing is left.
     */
    public static String safe(String name) {
        String begin = name.substring(0, Math.min(name.length(), LENGTH_MAX));
        String last =
                begin.substring(Math.max(begin.lastIndexOf('/'), begin.lastIndexOf('\\')) + 1);
        String line = Cleaned.line(Normalizer.normalize(last, Normalizer.Form.NFC), LENGTH_MAX);
        StringBuilder safe = new StringBuilder();
        line.codePoints()
                .filter(c -> c != 0x200c && c != 0x200d)
                .forEach(c -> safe.appendCodePoint(isRefused(c) ? '_' : c));
        String trimmed = trimmed(safe.toString());
        return bounded(isDevice(trimmed) ? "_" + trimmed : trimmed);
    }

    /** Characters that are separators for some system, or look like one. */
    private static boolean isRefused(int c) {
        return "<>:\"|?*/\\".indexOf(c) >= 0
                || c == 0x2044
                || c == 0x2215
                || c == 0x29f8
                || c == 0xff0f
                || c == 0xff3c
                || c == 0xff1a;
    }

    /** Without dots and blanks at the ends: hidden files, and what Windows takes away. */
    private static String trimmed(String name) {
        int from = 0;
        int to = name.length();
        while (from < to && ". ~".indexOf(name.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && ". ".indexOf(name.charAt(to - 1)) >= 0) {
            to--;
        }
        return name.substring(from, to);
    }

    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        String base =
                name.substring(0, dot < 0 ? name.length() : dot).strip().toLowerCase(Locale.ROOT);
        boolean port =
                base.length() == 4
                        && (base.startsWith("com") || base.startsWith("lpt"))
                        && "0123456789¹²³".indexOf(base.charAt(3)) >= 0;
        return port || DEVICES.contains(base);
    }

    private static String bounded(String name) {
        if (name.getBytes(UTF_8).length <= OCTETS_MAX) {
            return name;
        }
        String extension = extension(name);
        String tail = extension.isEmpty() ? "" : "." + extension;
        int room = OCTETS_MAX - tail.getBytes(UTF_8).length;
        StringBuilder head = new StringBuilder();
        int octets = 0;
        for (int c : name.codePoints().toArray()) {
            octets += Character.toString(c).getBytes(UTF_8).length;
            if (octets > room) {
                break;
            }
            head.appendCodePoint(c);
        }
        return trimmed(head.toString()) + tail;
    }

    /** What stands behind the last dot, in lower case, or nothing. */
    public static String extension(String name) {
        int dot = name.lastIndexOf('.');
        boolean short_ = dot >= 0 && name.length() - dot - 1 <= EXTENSION_MAX;
        return short_ ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }

    /** A name for a part without one. */
    static String made(String type, String id) {
        int slash = type.indexOf('/');
        String main = type.substring(0, Math.max(slash, 0));
        String kind =
                switch (main) {
                    case "text", "image", "audio", "video", "message" -> main;
                    default -> "part";
                };
        String extension = EXTENSIONS.getOrDefault(type, main.equals("text") ? "txt" : "bin");
        return kind + "-" + id.replace('.', '-') + "." + extension;
    }

    /** Whether a file of this name runs as a program when it is opened, or holds one. */
    public static boolean isDangerous(String name) {
        return PROGRAMS.contains(extension(name));
    }
}
