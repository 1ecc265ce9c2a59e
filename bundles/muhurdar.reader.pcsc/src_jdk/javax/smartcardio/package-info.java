/**
 * The signatures of the JDK's module java.smartcardio that this bundle compiles against, and nothing else: ecj leaves
 * that module out, since java.se does not contain it, and has no option that adds it. Compiled beside the bundle and
 * not packed into it; at run time the package is the JDK's own.
 */
package javax.smartcardio;
