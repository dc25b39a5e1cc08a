/** Something with when it was last changed, by which calendar programs see that they have to look again. */
export type Dated<Kept> = Kept & { readonly changedAt: Date };
