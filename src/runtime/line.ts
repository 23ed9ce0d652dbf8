/**
 * Members in the order in which they came, each of which can leave at any time: a doubly linked list whose links are
 * the members' own. What has left points nowhere: V8 would otherwise keep alive, and promote, whatever came after a
 * dead member of the old generation.
 */

/** What a member has to have; its line writes there, and nobody else. */
export interface Linked<Member> {
  previous: Member | undefined;
  next: Member | undefined;
}

export class Line<Member extends Linked<Member>> {
  #first: Member | undefined;
  #last: Member | undefined;

  get first(): Member | undefined {
    return this.#first;
  }

  /** @param member of no line */
  add(member: Member): void {
    member.previous = this.#last;
    if (this.#last) this.#last.next = member;
    else this.#first = member;
    this.#last = member;
  }

  /** @param member of this line; one that has left already stays where it is */
  remove(member: Member): void {
    const { previous, next } = member;
    if (!previous && member !== this.#first) return;
    if (previous) previous.next = next;
    else this.#first = next;
    if (next) next.previous = previous;
    else this.#last = previous;
    member.previous = undefined;
    member.next = undefined;
  }

  clear(): void {
    this.#first = undefined;
    this.#last = undefined;
  }

  /** The member at hand may leave meanwhile, others may not. */
  *[Symbol.iterator](): Generator<Member> {
    for (let member = this.#first; member; ) {
      const { next } = member;
      yield member;
      member = next;
    }
  }
}
