package muhurdar.domain;

import org.eclipse.jdt.annotation.Nullable;

/**
 * One certificate of a list.
 *
 * @param position from 1
 * @param request what was asked for it; null while it has not been, or if it could not be
 * @param refusal why it could not be asked for, or not be decided
 */
public record StatusListItem(StatusListId list, int position, CertificateId certificate, @Nullable StatusRequestId request,
		@Nullable Why refusal) {

	/** Nothing was tried for it yet. */
	public boolean fresh() {
		return request == null && refusal == null;
	}

	public StatusListItem asked(StatusRequestId made) {
		return new StatusListItem(list, position, certificate, made, null);
	}

	public StatusListItem refused(Why why) {
		return new StatusListItem(list, position, certificate, request, why);
	}
}
