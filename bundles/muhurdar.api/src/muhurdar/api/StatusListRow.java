package muhurdar.api;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.StatusListItem;
import muhurdar.domain.StatusRequestState;

/**
 * One certificate of a list and what became of it.
 *
 * @param state of its request, null if there is none
 */
public record StatusListRow(StatusListItem item, @Nullable String serialNumber, String name, String institution,
		@Nullable String request, @Nullable StatusRequestState state) {
}
