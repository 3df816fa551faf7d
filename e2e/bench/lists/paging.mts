/**
 * How *HTTP Request* goes from page to page.
 * @param completeExpression true for the last page
 * @param requestInterval milliseconds between two pages: n8n does not know the vendor's limit, so the user spreads the
 *   requests over it
 */
export function paging(
	next: Readonly<Record<string, unknown>>,
	completeExpression: string,
	requestInterval: number,
): object {
	return {
		pagination: {
			pagination: { ...next, paginationCompleteWhen: 'other', completeExpression, requestInterval },
		},
	};
}
