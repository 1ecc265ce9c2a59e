package muhurdar.api;

import org.eclipse.jdt.annotation.Nullable;

import muhurdar.domain.InstitutionId;
import muhurdar.domain.OrderState;

/** Which orders to list; null means any. @param text part of a name (folded), an order number, a T.C. number or a chip serial */
public record OrderQuery(@Nullable OrderState state, @Nullable InstitutionId institution, @Nullable String text,
		boolean openOnly) {
}
