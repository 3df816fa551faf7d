import type { ICredentialTestRequest } from 'n8n-workflow';

type Rules = NonNullable<ICredentialTestRequest['rules']>;

/**
 * The rules for the test of a credential, of both kinds. n8n 2.41 looks at each rule by itself: at those for a
 * status if the request was refused, at those for a body if it succeeded. Only its type wants a list to be of
 * one kind.
 */
export function testRules(...rules: ReadonlyArray<Rules[number]>): Rules {
	return rules as Rules;
}
