package muhurdar.api;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.ReaderReturn;

/** A reader return in a list. @param days since it was reported */
public record ReturnRow(ReaderReturn readerReturn, String institution, @Nullable String holder, int days) {
}
