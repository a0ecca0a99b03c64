package io.guardlake.setup.plan;

/** What an action does besides what it is for; what a reviewer must know before saying yes. */
public enum Effect {
  /** Cannot be taken back, not even by hand. */
  IRREVERSIBLE(Consent.ASKED),
  /** AWS begins to charge for something. */
  CHARGES(Consent.ASKED),
  /** Something is less protected afterwards. */
  WEAKENS(Consent.ASKED),
  /** An export that goes somewhere else today goes there no more. */
  REDIRECTS(Consent.ASKED),
  /** Agents are installed on clusters and instances. */
  INSTALLS_AGENTS(Consent.IMPLIED),
  /** EventBridge and Detective get findings' updates at another pace. */
  CHANGES_EVENTS(Consent.IMPLIED);

  private enum Consent {
    ASKED,
    IMPLIED
  }

  private final Consent consent;

  Effect(Consent consent) {
    this.consent = consent;
  }

  /** Whether {@code --allow} must name it before an action that has it is done. */
  public boolean needsAllowing() {
    return consent == Consent.ASKED;
  }
}
