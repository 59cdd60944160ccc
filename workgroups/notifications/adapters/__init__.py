"""The way out of the house: the broker's doorbell and the mail transport."""
