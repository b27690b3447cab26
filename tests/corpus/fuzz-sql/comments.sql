-- only
/* comments */ ;