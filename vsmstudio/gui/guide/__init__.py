"""The guide: a panel that leads through the stages of an engagement, says what each still lacks, and goes there."""
