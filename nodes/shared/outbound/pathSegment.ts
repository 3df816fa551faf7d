const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * An id as one segment of a path. The id stands in braces, which no URL may hold, so that an id can
 * be distinguished from a word of the API: an id may be an e-mail address, so messages leave it
 * out. An id that would lead to another path (`..`), or that cannot be written in a URL, becomes an
 * id that nobody has. The vendor then answers that there is no such record.
 */
export function pathSegment(id: string): string {
	const encoded = encodeURIComponent(id.replace(LONE_SURROGATE, '\ufffd'));
	return `{${/^\.+$/.test(encoded) ? encoded.replace(/\./g, '%252E') : encoded}}`;
}

/** A path as it is requested, without the braces. */
export function addressOf(path: string): string {
	return path.replace(/[{}]/g, '');
}

/** A path without its ids: `/people/{id}/lifecycle`. */
export function templateOf(path: string): string {
	return path.replace(/\{[^}]*\}/g, '{id}');
}
