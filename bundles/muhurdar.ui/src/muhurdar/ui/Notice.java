package muhurdar.ui;

import org.eclipse.jdt.annotation.Nullable;

/**
 * One sentence in the window's banner. @param actionText what can be done about it, for instance "Geri al"; null if
 * nothing
 */
public record Notice(Tone tone, String sentence, @Nullable String actionText, @Nullable Runnable action) {
}
