type Tags = Readonly<Record<string, string>>;

/** Tags as both APIs list them. A tag without a value has an empty one. */
export function tagRecord(
  tags: readonly { readonly Key: string | undefined; readonly Value?: string | undefined }[] = [],
): Tags {
  return Object.fromEntries(tags.flatMap(({ Key, Value = '' }) => (Key === undefined ? [] : [[Key, Value]])));
}
