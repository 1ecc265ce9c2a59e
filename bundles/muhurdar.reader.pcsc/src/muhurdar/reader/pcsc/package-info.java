/**
 * PC/SC reader driver: jnasmartcardio over JNA. The driver holds no connection of its own, so that a PC/SC service
 * that was stopped and started again is found at the next call.
 */
@org.eclipse.jdt.annotation.NonNullByDefault
package muhurdar.reader.pcsc;
