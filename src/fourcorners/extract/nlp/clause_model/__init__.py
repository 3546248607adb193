"""What was learned about clause types: a ranker over words of sentences, and a second look at the best."""
