/** Sertifikalar: suspend, open, revoke; who still has to say yes; what was asked before. */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.ui.certificates;
