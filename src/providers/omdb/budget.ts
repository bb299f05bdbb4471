/** How many requests a day are left. Days are those of UTC. */
export interface DailyBudget {
  /** Takes one request; `false` where none is left today. */
  take(): boolean;
  /** The service itself says that today's requests are used up. */
  exhaust(): void;
}

/** A budget for this process; what other processes took, the service tells when it is used up. */
export function dailyBudget(limit: number, now: () => number = Date.now): DailyBudget {
  let day = '';
  let left = limit;
  const renew = (): void => {
    const today = new Date(now()).toISOString().slice(0, 10);
    if (today === day) return;
    day = today;
    left = limit;
  };
  return {
    take() {
      renew();
      if (left <= 0) return false;
      left--;
      return true;
    },
    exhaust() {
      renew();
      left = 0;
    },
  };
}
