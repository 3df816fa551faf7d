const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * An id as one part of a path. One that would lead somewhere else (`..`), or cannot be written in an
 * address, becomes an id that nobody has: the vendor then answers that there is no such record.
 */
export function segment(id: string): string {
	const encoded = encodeURIComponent(id.replace(LONE_SURROGATE, '\ufffd'));
	return /^\.+$/.test(encoded) ? encoded.replace(/\./g, '%252E') : encoded;
}
