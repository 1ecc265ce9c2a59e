/** What a reader driver or card profile brings to be put through the contract tests. */
package muhurdar.kit;
