package dev.buzon.reader.show;

/**
 * What our own words in a shown message are.
 *
 * @param language of the document (BCP 47), such as {@code es}
 * @param quoted what unfolds a quotation
 * @param image stands for an image that was not loaded
 * @param cut says that the rest is not shown
 */
public record Words(String language, String quoted, String image, String cut) {
    public static final Words ENGLISH =
            new Words("en", "Quoted text", "Image not loaded", "The rest is not shown.");
    public static final Words SPANISH =
            new Words("es", "Texto citado", "Imagen no cargada", "El resto no se muestra.");
}
