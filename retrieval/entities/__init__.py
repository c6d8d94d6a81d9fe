"""Who is who: names linked to actors, and for whom they speak."""
