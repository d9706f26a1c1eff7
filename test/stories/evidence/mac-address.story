# The reset comes from another machine on the same wire.
link-bound: rests on the Ethernet address
not-duplicable: a second hop changes the address as well
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
device ttl 60
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO blocked.example        @hello
+1ms    M > C  RST mac 02:00:00:00:00:77    @reset
expect @reset origin middlebox accusing mac-address ttl-shift trigger @hello
