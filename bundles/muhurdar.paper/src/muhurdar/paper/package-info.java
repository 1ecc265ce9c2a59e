/**
 * Draws what hall and dispatch print, as PDF: plain records in, bytes out. Knows no service and keeps no state; a print
 * is recorded by whoever asks for it. No secret and no identity number is on any paper.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.paper;
