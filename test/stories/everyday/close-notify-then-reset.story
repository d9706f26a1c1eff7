# The server says goodbye in TLS and closes; the client's own goodbye meets a closed socket.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  HELLO www.example.com
+27ms   S > C  SERVERHELLO 1200
+1ms    C > S  appdata 200
+27ms   S > C  appdata 900
+0.1ms  S > C  appdata 24
+0.1ms  S > C  FIN
+0.1ms  C > S  ACK
+0.1ms  C > S  appdata 24                   @goodbye
+0.1ms  C > S  FIN                          @fin
+26ms   S > C  RST seq =ack of @goodbye     @reset
+0.1ms  S > C  RST seq =ack of @fin         @second
expect @reset origin server severity info trigger @goodbye cause late-data
expect @second origin server severity info
expect no finding above info
